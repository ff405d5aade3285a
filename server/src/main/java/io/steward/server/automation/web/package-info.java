/** Rules, their runs and what explains them, over HTTP. */
@org.jspecify.annotations.NullMarked
package io.steward.server.automation.web;
