/** What every room's controllers share: who may call, the caller, problem answers, correlation. */
@org.springframework.modulith.NamedInterface("web")
@org.jspecify.annotations.NullMarked
package io.steward.server.platform.web;
