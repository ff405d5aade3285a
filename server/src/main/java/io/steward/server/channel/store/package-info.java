/** The tables of the schema channel. */
@org.jspecify.annotations.NullMarked
package io.steward.server.channel.store;
