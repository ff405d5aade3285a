/** Keeps the roll-ups in step with the journal. */
@org.jspecify.annotations.NullMarked
package io.steward.server.analytics.work;
