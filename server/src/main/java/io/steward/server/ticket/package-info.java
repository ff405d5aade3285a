/** The core: tickets, their types, workflow, conversation, links and queues. */
@org.springframework.modulith.ApplicationModule(
        allowedDependencies = {
            "platform",
            "platform :: web",
            "journal",
            "query",
            "search",
            "identity",
            "identity :: web"
        })
@org.jspecify.annotations.NullMarked
package io.steward.server.ticket;
