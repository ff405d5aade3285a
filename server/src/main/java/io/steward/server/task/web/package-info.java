/** The API of tasks, time and scheduled tickets. */
@org.jspecify.annotations.NullMarked
package io.steward.server.task.web;
