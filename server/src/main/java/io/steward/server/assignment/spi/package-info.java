/** What a room above tells assignment rules. */
@org.springframework.modulith.NamedInterface("spi")
@org.jspecify.annotations.NullMarked
package io.steward.server.assignment.spi;
