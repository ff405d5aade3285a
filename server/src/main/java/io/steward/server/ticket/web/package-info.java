/** Tickets over HTTP: for agents, for requesters, and rows of them for the rooms above. */
@org.springframework.modulith.NamedInterface("web")
@org.jspecify.annotations.NullMarked
package io.steward.server.ticket.web;
