/** The core: tickets, their types, workflow, conversation, links, and queries of them. */
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
