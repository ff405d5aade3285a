/** What a room above plugs into tickets. */
@org.springframework.modulith.NamedInterface("spi")
@org.jspecify.annotations.NullMarked
package io.steward.server.ticket.spi;
