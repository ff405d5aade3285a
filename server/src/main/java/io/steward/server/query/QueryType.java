package io.steward.server.query;

import java.util.List;
import java.util.Locale;

/** How values of a field are written and compared. */
public enum QueryType {
    /** Equal, in, like. */
    TEXT(List.of("=", "!=", "~", "!~", "in (", "not in (", "is empty", "is not empty")),
    /** Equal and in, of a known set. */
    CHOICE(List.of("=", "!=", "in (", "not in (", "is empty", "is not empty")),
    /** Numbers, with decimals. */
    NUMBER(List.of("=", "!=", "<", "<=", ">", ">=", "in (", "not in (", "is empty", "is not empty")),
    /** Whole minutes, written as {@code 90} or {@code 1h30m}. */
    DURATION(NUMBER.operators),
    /** Moments: dates, instants, and spans such as -7d. */
    TIME(NUMBER.operators),
    /** Days, kept as ISO 8601 texts, which sort as the days do. */
    DATE(NUMBER.operators),
    BOOLEAN(List.of("=", "!=", "is empty", "is not empty")),
    /** Several texts; equal means contains. */
    TAGS(List.of("=", "!=", "~", "in (", "not in (", "is empty", "is not empty")),
    /** Several of a known set; equal means contains. */
    SET(CHOICE.operators),
    /** Other records that this one is tied to; equal means tied to that one. */
    RELATION(CHOICE.operators),
    /** The words of the whole record. */
    WORDS(List.of("~", "!~"));

    private final List<String> operators;

    QueryType(List<String> operators) {
        this.operators = operators;
    }

    /** What may follow a field of this type, as it is typed. */
    public List<String> operators() {
        return operators;
    }

    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Several values at once, kept as an array of texts. */
    public boolean isList() {
        return this == TAGS || this == SET;
    }

    public boolean isNumeric() {
        return this == NUMBER || this == DURATION;
    }

    public boolean isTemporal() {
        return this == TIME || this == DATE;
    }
}
