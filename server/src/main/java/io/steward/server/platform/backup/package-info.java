/** Backing up and restoring an installation: one archive with the database, the files and the secrets. */
@org.springframework.modulith.NamedInterface("backup")
@org.jspecify.annotations.NullMarked
package io.steward.server.platform.backup;
