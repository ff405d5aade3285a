/** What other rooms plug in: kinds of actions. */
@org.springframework.modulith.NamedInterface("spi")
@org.jspecify.annotations.NullMarked
package io.steward.server.automation.spi;
