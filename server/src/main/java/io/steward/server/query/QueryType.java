package io.steward.server.query;

/** How values of a field are written and compared. */
public enum QueryType {
    /** Equal, in, like. */
    TEXT,
    /** Equal and in, of a known set. */
    CHOICE,
    NUMBER,
    /** Dates, instants, and spans such as -7d. */
    TIME,
    BOOLEAN,
    /** Several texts; equal means contains. */
    TAGS
}
