/** What leaves the house by HTTP: endpoints, and a durable queue of requests to them, each delivered at least once. */
@org.springframework.modulith.ApplicationModule(
        allowedDependencies = {"platform", "platform :: web", "journal", "identity"})
@org.jspecify.annotations.NullMarked
package io.steward.server.outgoing;
