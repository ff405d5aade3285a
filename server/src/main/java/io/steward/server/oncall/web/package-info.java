/** Schedules, chains, pages and calendars over HTTP. */
@org.jspecify.annotations.NullMarked
package io.steward.server.oncall.web;
