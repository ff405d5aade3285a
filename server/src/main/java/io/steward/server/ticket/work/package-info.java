/** What follows the journal or the clock: live pages, the search index, automatic closing. */
@org.jspecify.annotations.NullMarked
package io.steward.server.ticket.work;
