/** The journal's tables. */
@org.jspecify.annotations.NullMarked
package io.steward.server.journal.store;
