package io.steward.server.platform;

/** One field of a request that is wrong: where, a stable code, and a sentence for people. */
public record FieldError(String field, String code, String message) {}
