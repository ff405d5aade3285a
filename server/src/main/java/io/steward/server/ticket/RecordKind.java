package io.steward.server.ticket;

/** What a field of a ticket may refer to. */
public enum RecordKind {
    PERSON,
    TEAM,
    UNIT,
    TICKET,
    FILE,
    CI
}
