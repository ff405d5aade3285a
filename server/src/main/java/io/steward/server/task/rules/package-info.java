/** Pure decisions about tasks, working days and recurrence. */
@org.springframework.modulith.NamedInterface("rules")
@org.jspecify.annotations.NullMarked
package io.steward.server.task.rules;
