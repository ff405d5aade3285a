/** Lists of deliveries, for who tends them; what the controllers of connections share. */
@org.springframework.modulith.NamedInterface("web")
@org.jspecify.annotations.NullMarked
package io.steward.server.outgoing.web;
