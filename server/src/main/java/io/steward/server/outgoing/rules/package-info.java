/** What is decided about deliveries: which addresses may be reached, when to try again. */
@org.springframework.modulith.NamedInterface("rules")
@org.jspecify.annotations.NullMarked
package io.steward.server.outgoing.rules;
