/** What follows from rules alone: triggers, steps, loops, limits. */
@org.jspecify.annotations.NullMarked
package io.steward.server.automation.rules;
