/** The tables of macros and canned answers. */
@org.jspecify.annotations.NullMarked
package io.steward.server.macro.store;
