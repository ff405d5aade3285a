/** Reads mail into plain values and decides, without any state, what a message is and which ticket it belongs to. */
@org.jspecify.annotations.NullMarked
package io.steward.server.channel.rules;
