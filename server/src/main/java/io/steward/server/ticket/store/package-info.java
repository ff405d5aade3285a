/** The ticket tables. */
@org.jspecify.annotations.NullMarked
package io.steward.server.ticket.store;
