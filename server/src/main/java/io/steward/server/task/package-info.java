/** Work within and around tickets: their tasks and templates of them, time spent, tickets made by the calendar. */
@org.springframework.modulith.ApplicationModule(
        allowedDependencies = {"platform", "platform :: web", "journal", "query", "identity", "ticket", "ticket :: spi"
        })
@org.jspecify.annotations.NullMarked
package io.steward.server.task;
