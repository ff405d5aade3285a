/** Who is on call: schedules and overrides of them, chains of people to call, and calls that run until somebody answers. */
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
            "notification :: spi",
            "outgoing",
            "outgoing :: spi",
            "channel",
            "assignment :: spi",
            "automation :: spi"
        })
@org.jspecify.annotations.NullMarked
package io.steward.server.oncall;
