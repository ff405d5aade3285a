/** Decisions that are waited for: who is asked, in which order, what they said, and about what exactly. */
@org.springframework.modulith.ApplicationModule(
        allowedDependencies = {
            "platform",
            "platform :: web",
            "journal",
            "query",
            "identity",
            "ticket",
            "ticket :: spi",
            "notification",
            "notification :: spi"
        })
@org.jspecify.annotations.NullMarked
package io.steward.server.approval;
