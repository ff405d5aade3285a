/** The figures over HTTP. */
@org.jspecify.annotations.NullMarked
package io.steward.server.analytics.web;
