/** What happens by itself: links in mails, reminders, expiry, fields of queries. */
@org.jspecify.annotations.NullMarked
package io.steward.server.approval.work;
