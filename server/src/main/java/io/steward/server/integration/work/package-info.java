/** Running imports. */
@org.jspecify.annotations.NullMarked
package io.steward.server.integration.work;
