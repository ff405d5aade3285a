/** Imports over HTTP. */
@org.jspecify.annotations.NullMarked
package io.steward.server.integration.web;
