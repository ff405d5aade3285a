/** Takes mail in, and sends it, in the background. */
@org.jspecify.annotations.NullMarked
package io.steward.server.channel.work;
