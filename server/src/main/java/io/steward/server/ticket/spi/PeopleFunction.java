package io.steward.server.ticket.spi;

import io.steward.server.platform.Tx;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** A function that stands for people in queries, such as {@code onCall("Network")}: for fields of people, beside {@code me()}. */
public interface PeopleFunction {
    /** As it is written in queries, in small letters. */
    String name();

    /** Whom it stands for at a moment; nobody for arguments that mean nothing. */
    Collection<UUID> of(Tx tx, List<String> arguments, Instant now);
}
