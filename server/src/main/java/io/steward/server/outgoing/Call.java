package io.steward.server.outgoing;

import java.net.URI;
import java.util.Map;

/** One HTTP request as it is sent. Host, length and agent are added to the headers. */
public record Call(String method, URI url, Map<String, String> headers, byte[] body) {}
