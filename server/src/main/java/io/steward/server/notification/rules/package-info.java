/** Pure decisions: when a notice goes out, and how its sentences are filled. */
@org.jspecify.annotations.NullMarked
package io.steward.server.notification.rules;
