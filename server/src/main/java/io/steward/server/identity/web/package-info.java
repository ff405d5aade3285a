/** Sign-in, people, desks, teams, tokens and the organisation over HTTP. */
@org.springframework.modulith.NamedInterface("web")
@org.jspecify.annotations.NullMarked
package io.steward.server.identity.web;
