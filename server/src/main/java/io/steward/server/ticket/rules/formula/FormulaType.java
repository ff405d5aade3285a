package io.steward.server.ticket.rules.formula;

/** What a formula's values are: Double, String, LocalDate, Boolean. Any may be empty (null). */
public enum FormulaType {
    NUMBER,
    TEXT,
    DATE,
    YES_NO
}
