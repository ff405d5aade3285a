/** What the rooms above plug in: how a request of their kind is written. */
@org.springframework.modulith.NamedInterface("spi")
@org.jspecify.annotations.NullMarked
package io.steward.server.outgoing.spi;
