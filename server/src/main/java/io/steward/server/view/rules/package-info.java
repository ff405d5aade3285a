/** What a good view is, and what may stand in the cell of an export. */
@org.jspecify.annotations.NullMarked
package io.steward.server.view.rules;
