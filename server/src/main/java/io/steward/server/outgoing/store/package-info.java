/** The queue's and the endpoints' tables. */
@org.jspecify.annotations.NullMarked
package io.steward.server.outgoing.store;
