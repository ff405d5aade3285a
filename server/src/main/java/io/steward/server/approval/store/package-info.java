/** The tables of approvals. */
@org.jspecify.annotations.NullMarked
package io.steward.server.approval.store;
