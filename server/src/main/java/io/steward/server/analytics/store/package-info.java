/** The roll-up tables. */
@org.jspecify.annotations.NullMarked
package io.steward.server.analytics.store;
