package io.steward.server.channel.rules;

/**
 * What a {@link PartSink} made of an attachment.
 *
 * @param handle the sink's own name for what it stored
 * @param size decoded bytes
 */
public record StoredPart(Object handle, long size) {}
