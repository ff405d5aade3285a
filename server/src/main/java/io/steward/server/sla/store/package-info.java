/** The room's tables. */
@org.jspecify.annotations.NullMarked
package io.steward.server.sla.store;
