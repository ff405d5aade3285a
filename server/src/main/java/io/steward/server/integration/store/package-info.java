/** The import tables. */
@org.jspecify.annotations.NullMarked
package io.steward.server.integration.store;
