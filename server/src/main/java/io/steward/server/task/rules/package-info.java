/** Pure decisions about tasks, working days and recurrence. */
@org.jspecify.annotations.NullMarked
package io.steward.server.task.rules;
