/** Feeds consumers and tails from the journal. */
@org.jspecify.annotations.NullMarked
package io.steward.server.journal.work;
