package io.steward.server.configuration;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is looked for in the register. @param services only what is of a class of services */
public record CiFilter(
        String words, @Nullable UUID classId, @Nullable CiStatus status, boolean services, boolean current) {

    /** Services that may be named today. */
    public static CiFilter services(String words) {
        return new CiFilter(words, null, null, true, true);
    }
}
