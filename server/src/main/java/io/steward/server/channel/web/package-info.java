/** Mail over HTTP: accounts and lists for administrators, ratings from a mail's link. */
@org.jspecify.annotations.NullMarked
package io.steward.server.channel.web;
