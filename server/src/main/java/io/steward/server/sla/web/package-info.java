/** The room's part of the API. */
@org.jspecify.annotations.NullMarked
package io.steward.server.sla.web;
