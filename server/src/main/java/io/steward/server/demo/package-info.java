/** The demo organisation: made once, on an empty installation that asks for it. */
@org.springframework.modulith.ApplicationModule(
        allowedDependencies = {"platform", "journal", "identity", "ticket", "sla", "automation", "oncall"})
@org.jspecify.annotations.NullMarked
package io.steward.server.demo;
