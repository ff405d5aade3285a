/** Macros and canned answers over HTTP. */
@org.jspecify.annotations.NullMarked
package io.steward.server.macro.web;
