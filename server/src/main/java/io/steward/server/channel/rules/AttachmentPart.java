package io.steward.server.channel.rules;

import org.jspecify.annotations.Nullable;

/**
 * An attachment that was handed to the sink.
 *
 * @param fileName a bare file name, never empty, without any path
 * @param type the declared media type in lower case, without parameters
 * @param contentId the content id without angle brackets
 * @param inline whether the HTML body shows it through its content id
 * @param stored what the sink made of it
 */
public record AttachmentPart(
        String fileName, String type, @Nullable String contentId, boolean inline, StoredPart stored) {

    AttachmentPart withInline(boolean shown) {
        return new AttachmentPart(fileName, type, contentId, shown, stored);
    }
}
