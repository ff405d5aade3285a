/** Who there is: tenants, people, desks, teams, roles, sign-in and tokens. */
@org.springframework.modulith.ApplicationModule(
        allowedDependencies = {"platform", "platform :: web", "journal", "search"})
@org.jspecify.annotations.NullMarked
package io.steward.server.identity;
