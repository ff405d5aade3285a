/** The append-only record of everything that happened to anything, and those who follow it. */
@org.springframework.modulith.ApplicationModule(allowedDependencies = {"platform", "platform :: web"})
@org.jspecify.annotations.NullMarked
package io.steward.server.journal;
