/** What each kind of custom field accepts, keeps and means. */
@org.jspecify.annotations.NullMarked
package io.steward.server.ticket.rules.fields;
