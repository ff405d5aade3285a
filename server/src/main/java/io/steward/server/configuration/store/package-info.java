@org.jspecify.annotations.NullMarked
package io.steward.server.configuration.store;
