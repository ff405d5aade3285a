package io.steward.server.ticket.spi;

import io.steward.server.platform.Tx;
import io.steward.server.ticket.RecordKind;
import java.util.List;
import java.util.UUID;

/** The tickets that name a record, for rooms that follow what happens to it. One source for each kind of record. */
public interface RecordTickets {
    RecordKind kind();

    /** The newest first. */
    List<UUID> tickets(Tx tx, UUID record, int most);

    /** The key of the class of records, by its id as the journal has it; empty where there is none any more. */
    String group(Tx tx, UUID group);
}
