/** The edge: data from other systems, and word to them: imports, webhooks in and out. */
@org.springframework.modulith.ApplicationModule(
        allowedDependencies = {
            "platform",
            "platform :: web",
            "journal",
            "identity",
            "ticket",
            "outgoing",
            "outgoing :: spi",
            "outgoing :: rules",
            "outgoing :: web",
            "channel",
            "automation :: spi"
        })
@org.jspecify.annotations.NullMarked
package io.steward.server.integration;
