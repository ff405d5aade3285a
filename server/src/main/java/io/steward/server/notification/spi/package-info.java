/** What the rooms above plug in: ways out of the building, and pages where a notice is dealt with. */
@org.springframework.modulith.NamedInterface("spi")
@org.jspecify.annotations.NullMarked
package io.steward.server.notification.spi;
