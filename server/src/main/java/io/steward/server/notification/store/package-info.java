/** The tables of notices. */
@org.jspecify.annotations.NullMarked
package io.steward.server.notification.store;
