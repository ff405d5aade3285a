/** The tables of the room. */
@org.jspecify.annotations.NullMarked
package io.steward.server.oncall.store;
