package io.steward.server.query;

import io.steward.server.platform.TenantId;
import io.steward.server.platform.Tx;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * For whom and when a query is evaluated.
 *
 * @param person what {@code me()} means
 * @param fullText the ids of the records with these words, best first and bounded
 * @param reads how names are looked up: on a connection of their own, or within a transaction
 */
public record QueryScope(
        TenantId tenant,
        @Nullable UUID person,
        Set<UUID> teams,
        Instant now,
        ZoneId zone,
        Function<String, Set<UUID>> fullText,
        Reads reads) {

    /** Runs a read. */
    public interface Reads {
        <T extends @Nullable Object> T read(Function<Tx, T> work);
    }
}
