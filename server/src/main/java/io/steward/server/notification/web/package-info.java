/** The inbox over HTTP. */
@org.jspecify.annotations.NullMarked
package io.steward.server.notification.web;
