/** Lists of deliveries, for who tends them. */
@org.jspecify.annotations.NullMarked
package io.steward.server.outgoing.web;
