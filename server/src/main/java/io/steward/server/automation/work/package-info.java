/** Turns entries into runs and works them. */
@org.jspecify.annotations.NullMarked
package io.steward.server.automation.work;
