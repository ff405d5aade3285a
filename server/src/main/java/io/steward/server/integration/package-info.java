/** The edge: data from other systems. */
@org.springframework.modulith.ApplicationModule(
        allowedDependencies = {"platform", "platform :: web", "journal", "identity", "ticket"})
@org.jspecify.annotations.NullMarked
package io.steward.server.integration;
