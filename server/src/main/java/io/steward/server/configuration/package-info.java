/** The register of services and other configuration items (CIs), how they hang together, and which tickets name them. */
@org.springframework.modulith.ApplicationModule(
        allowedDependencies = {"platform", "platform :: web", "journal", "identity", "ticket", "ticket :: spi"})
@org.jspecify.annotations.NullMarked
package io.steward.server.configuration;
