/** What becomes of a ticket: pure decisions, without database, clock or HTTP. */
@org.jspecify.annotations.NullMarked
package io.steward.server.ticket.rules;
