/** The one condition language: parsed once, evaluated in SQL and in memory alike. */
@org.springframework.modulith.ApplicationModule(allowedDependencies = {"platform"})
@org.jspecify.annotations.NullMarked
package io.steward.server.query;
