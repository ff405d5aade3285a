/** Rules: when something happens, if a condition holds, then actions. */
@org.springframework.modulith.ApplicationModule(
        allowedDependencies = {"platform", "platform :: web", "journal", "identity", "ticket"})
@org.jspecify.annotations.NullMarked
package io.steward.server.automation;
