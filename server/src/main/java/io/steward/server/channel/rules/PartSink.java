package io.steward.server.channel.rules;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Takes the decoded content of attachments while the message is being read. */
@FunctionalInterface
public interface PartSink {

    /**
     * Stores one attachment. The content may be left unread in part, and must not be used after the call.
     *
     * @throws IOException if storing fails; the parser passes it on as {@link java.io.UncheckedIOException}
     */
    StoredPart store(String fileName, String declaredType, @Nullable String contentId, InputStream content)
            throws IOException;
}
