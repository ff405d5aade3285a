package io.steward.server.platform;

/** Because of what a command was performed: a mail, a rule, an import. */
public record Cause(String kind, String label) {}
