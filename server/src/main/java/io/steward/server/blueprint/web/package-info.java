/** Configurations over HTTP. */
@org.jspecify.annotations.NullMarked
package io.steward.server.blueprint.web;
