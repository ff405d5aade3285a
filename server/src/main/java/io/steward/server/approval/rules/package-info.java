/** Pure decisions: what the votes come to, what was asked for, what changed since. */
@org.jspecify.annotations.NullMarked
package io.steward.server.approval.rules;
