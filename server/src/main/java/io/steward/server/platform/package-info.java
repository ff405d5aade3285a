/** The ground: database and tenant wall, errors, ids, time, files, settings, and how HTTP is answered. */
@org.springframework.modulith.ApplicationModule(allowedDependencies = {})
@org.jspecify.annotations.NullMarked
package io.steward.server.platform;
