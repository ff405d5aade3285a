/** Saved views of tickets: queues among them, counts by group, ranges of dates, exports. */
@org.springframework.modulith.ApplicationModule(
        allowedDependencies = {"platform", "platform :: web", "journal", "query", "identity", "ticket", "ticket :: web"
        })
@org.jspecify.annotations.NullMarked
package io.steward.server.view;
