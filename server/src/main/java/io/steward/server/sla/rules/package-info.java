/** Pure decisions: working time, clocks, holidays out of iCalendar files. */
@org.springframework.modulith.NamedInterface("rules")
@org.jspecify.annotations.NullMarked
package io.steward.server.sla.rules;
