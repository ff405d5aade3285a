/** Rules, their versions and runs in the database. */
@org.jspecify.annotations.NullMarked
package io.steward.server.automation.store;
