/** Follows the journal, hands over what is due, tells open pages. */
@org.jspecify.annotations.NullMarked
package io.steward.server.notification.work;
