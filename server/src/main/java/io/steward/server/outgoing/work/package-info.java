/** What sends the requests. */
@org.jspecify.annotations.NullMarked
package io.steward.server.outgoing.work;
