/** What fires clocks and works through whole desks. */
@org.jspecify.annotations.NullMarked
package io.steward.server.sla.work;
