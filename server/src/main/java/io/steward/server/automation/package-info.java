/** Rules: when something happens, if a condition holds, then actions; runs of them, why they ran, and the way back. */
@org.springframework.modulith.ApplicationModule(
        allowedDependencies = {
            "platform",
            "platform :: web",
            "journal",
            "query",
            "identity",
            "ticket",
            "ticket :: spi",
            "task",
            "task :: rules",
            "macro",
            "assignment",
            "approval",
            "notification",
            "notification :: spi",
            "outgoing :: spi"
        })
@org.jspecify.annotations.NullMarked
package io.steward.server.automation;
