/** Pure decisions of macros. */
@org.jspecify.annotations.NullMarked
package io.steward.server.macro.rules;
