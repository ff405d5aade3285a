/** A desk's whole configuration as a file that people read, compare and carry to another installation; the templates of new desks. */
@org.springframework.modulith.ApplicationModule(
        allowedDependencies = {
            "platform",
            "platform :: web",
            "journal",
            "identity",
            "ticket",
            "ticket :: spi",
            "task",
            "task :: rules",
            "view",
            "assignment",
            "macro",
            "sla",
            "sla :: rules",
            "automation",
            "oncall",
            "channel",
            "outgoing",
            "oncall :: rules"
        })
@org.jspecify.annotations.NullMarked
package io.steward.server.blueprint;
