/** The tables of tasks, time and schedules. */
@org.jspecify.annotations.NullMarked
package io.steward.server.task.store;
