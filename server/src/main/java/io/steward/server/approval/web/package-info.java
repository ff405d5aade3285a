/** Approvals over HTTP. */
@org.jspecify.annotations.NullMarked
package io.steward.server.approval.web;
