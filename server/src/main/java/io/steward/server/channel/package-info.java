/** The ways to people: mail, in and out; chats, text messages and browsers, out. */
@org.springframework.modulith.ApplicationModule(
        allowedDependencies = {
            "platform",
            "platform :: web",
            "journal",
            "identity",
            "ticket",
            "notification",
            "notification :: spi",
            "outgoing",
            "outgoing :: spi",
            "outgoing :: rules",
            "outgoing :: web"
        })
@org.jspecify.annotations.NullMarked
package io.steward.server.channel;
