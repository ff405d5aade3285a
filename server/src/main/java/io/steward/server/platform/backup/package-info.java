/** Backing up and restoring an installation: one archive with the database, the files and the secrets. */
@org.jspecify.annotations.NullMarked
package io.steward.server.platform.backup;
