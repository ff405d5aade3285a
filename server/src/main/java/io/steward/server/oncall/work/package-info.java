/** What happens by itself: steps of pages, word of shifts that begin, calls by policies and rules, the end of a ticket, links in mails, functions of queries. */
@org.jspecify.annotations.NullMarked
package io.steward.server.oncall.work;
