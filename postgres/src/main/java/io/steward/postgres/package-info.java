/** Runs a PostgreSQL server of our own from binaries carried in the jar. */
@NullMarked
package io.steward.postgres;

import org.jspecify.annotations.NullMarked;
