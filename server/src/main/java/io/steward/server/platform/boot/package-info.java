/** Brings the database up (embedded or configured), migrated, before anything else runs. */
@org.jspecify.annotations.NullMarked
package io.steward.server.platform.boot;
