/** Tickets, queues and the portal over HTTP. */
@org.jspecify.annotations.NullMarked
package io.steward.server.ticket.web;
