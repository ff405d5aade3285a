package io.steward.server.channel.rules;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The header section of a message or of one of its parts, by lower-case field name. */
public final class MailHeaders {

    private final Map<String, List<String>> fields = new HashMap<>();
    private final int maxBytes;
    private int bytes;

    MailHeaders(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    /** Reads the headers a message begins with, up to the first empty line. */
    static MailHeaders read(byte[] message) {
        MailHeaders headers = new MailHeaders(Integer.MAX_VALUE);
        String text = TextDecoder.decode(message, null, true).replace("\r\n", "\n");
        StringBuilder field = new StringBuilder();
        for (int at = 0; at < text.length(); ) {
            int end = text.indexOf('\n', at);
            int next = end < 0 ? text.length() : end + 1;
            String line = text.substring(at, end < 0 ? text.length() : end);
            boolean continued = line.startsWith(" ") || line.startsWith("\t");
            if (!continued) {
                headers.add(field.toString());
                field.setLength(0);
            }
            if (line.isBlank()) {
                break;
            }
            field.append(line);
            at = next;
        }
        headers.add(field.toString());
        return headers;
    }

    /** Takes a field as it stands in the message. Returns false if it no longer fits. */
    boolean add(byte[] field) {
        bytes += field.length;
        if (bytes > maxBytes) {
            return false;
        }
        add(TextDecoder.decode(field, null));
        return true;
    }

    private void add(String field) {
        int colon = field.indexOf(':');
        if (colon < 1) {
            return;
        }
        String name = HeaderSafe.lower(field.substring(0, colon).strip());
        StringBuilder value = new StringBuilder(field.length());
        for (int i = colon + 1; i < field.length(); i++) {
            char c = field.charAt(i);
            if ((c >= ' ' && c != '\u007f') || c == '\t') {
                value.append(c);
            }
        }
        fields.computeIfAbsent(name, key -> new ArrayList<>())
                .add(value.toString().strip());
    }

    boolean isEmpty() {
        return fields.isEmpty();
    }

    /** Whether there is such a field, even an empty one. */
    public boolean has(String name) {
        return fields.containsKey(name);
    }

    /** The topmost field of this name, unfolded but not decoded. */
    public @Nullable String first(String name) {
        List<String> found = fields.get(name);
        return found == null ? null : found.getFirst();
    }

    /** The topmost field of this name in lower case, or nothing. */
    String lower(String name) {
        String found = first(name);
        return found == null ? "" : HeaderSafe.lower(found);
    }

    /** All fields of this name, topmost first. */
    public List<String> all(String name) {
        return List.copyOf(fields.getOrDefault(name, List.of()));
    }

    /** The topmost field of this name as text for people, or nothing. */
    public String text(String name, int maxChars) {
        String found = first(name);
        return found == null ? "" : HeaderSafe.text(EncodedWords.decode(found), maxChars);
    }

    /** The Message-ID of a message that begins with these bytes, without angle brackets. */
    public static @Nullable String messageId(byte[] beginning) {
        return MessageIds.first(read(beginning).first("message-id"));
    }

    /** Headers from text, for one who has no message at hand. */
    public static MailHeaders of(String text) {
        return read(text.getBytes(StandardCharsets.UTF_8));
    }
}
