/** What tasks do when tickets change, and what the calendar does. */
@org.jspecify.annotations.NullMarked
package io.steward.server.task.work;
