/** The tables of {@code blueprint}. */
@org.jspecify.annotations.NullMarked
package io.steward.server.blueprint.store;
