/** The identity tables. */
@org.jspecify.annotations.NullMarked
package io.steward.server.identity.store;
