package io.steward.server.task;

import java.util.List;

/** The tasks of a ticket in their order; {@code version} is that of the order. */
public record TicketTasks(List<Task> tasks, int version) {}
