/** Mail: accounts, what came in and what became of it, what goes out. */
@org.springframework.modulith.ApplicationModule(
        allowedDependencies = {
            "platform",
            "platform :: web",
            "journal",
            "identity",
            "ticket",
            "notification",
            "notification :: spi"
        })
@org.jspecify.annotations.NullMarked
package io.steward.server.channel;
