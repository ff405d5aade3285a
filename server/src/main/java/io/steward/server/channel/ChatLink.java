package io.steward.server.channel;

/** Something to press in a message to a chat. @param label one line */
public record ChatLink(String label, String url) {}
