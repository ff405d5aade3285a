package io.steward.server.channel.rules;

/**
 * How much of a message is read before the rest is left out.
 *
 * @param maxParts body parts, containers included
 * @param maxDepth how deep containers may nest; what lies deeper is kept as one opaque attachment
 * @param maxTextChars characters of plain text, and again of HTML
 * @param maxHeaderBytes bytes of one header section
 * @param maxRecipients addresses in To and Cc together
 * @param maxTotalBytes bytes of the whole message
 */
public record MailLimits(
        int maxParts, int maxDepth, int maxTextChars, int maxHeaderBytes, int maxRecipients, long maxTotalBytes) {

    public MailLimits {
        if (maxParts < 1
                || maxDepth < 1
                || maxTextChars < 1
                || maxHeaderBytes < 1
                || maxRecipients < 1
                || maxTotalBytes < 1) {
            throw new IllegalArgumentException("every mail limit must be at least 1");
        }
    }

    /** The usual limits, with the size of the whole message given by the caller. */
    public static MailLimits standard(long maxTotalBytes) {
        return new MailLimits(200, 20, 1_000_000, 256 * 1024, 200, maxTotalBytes);
    }
}
