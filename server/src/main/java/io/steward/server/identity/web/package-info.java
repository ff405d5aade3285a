/** Sign-in, people, desks, teams, tokens and the organisation over HTTP. */
@org.jspecify.annotations.NullMarked
package io.steward.server.identity.web;
