/** Who is on call when, worked out of layers and overrides. Pure. */
@org.springframework.modulith.NamedInterface("rules")
@org.jspecify.annotations.NullMarked
package io.steward.server.oncall.rules;
