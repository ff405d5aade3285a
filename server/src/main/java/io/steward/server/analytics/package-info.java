/** The manager's figures: roll-ups over all history, kept by a journal consumer. */
@org.springframework.modulith.ApplicationModule(
        allowedDependencies = {"platform", "platform :: web", "journal", "identity", "ticket"})
@org.jspecify.annotations.NullMarked
package io.steward.server.analytics;
