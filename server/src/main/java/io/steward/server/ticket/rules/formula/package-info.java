/** Formulas over a ticket's fields: a small, typed language without loops, names of code, or side effects. */
@org.jspecify.annotations.NullMarked
package io.steward.server.ticket.rules.formula;
