package io.steward.server.ticket.spi;

import io.steward.server.platform.Context;
import io.steward.server.platform.Tx;
import io.steward.server.ticket.RecordKind;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;

/** Records that fields of tickets may refer to. One source for each kind of record. */
public interface RecordSource {
    RecordKind kind();

    /** The names of those of the ids that exist and that the actor may know of. */
    Map<UUID, String> names(Tx tx, Context context, Collection<UUID> ids);
}
