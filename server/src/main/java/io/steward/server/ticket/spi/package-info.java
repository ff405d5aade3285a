/** What the rooms above plug into the core, in its own transactions. */
@org.springframework.modulith.NamedInterface("spi")
@org.jspecify.annotations.NullMarked
package io.steward.server.ticket.spi;
