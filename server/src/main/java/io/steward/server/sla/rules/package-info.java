/** Pure decisions: working time, clocks, holidays out of iCalendar files. */
@org.jspecify.annotations.NullMarked
package io.steward.server.sla.rules;
