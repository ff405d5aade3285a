package io.steward.server.channel.rules;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Names for attachments: bare, printable and never empty. */
final class FileNames {

    private static final int MAX_NAME = 150;
    private static final int MAX_EXTENSION = 12;
    private static final String FORBIDDEN = "<>:\"|?*";

    private static final Map<String, String> EXTENSIONS = Map.ofEntries(
            Map.entry("text/plain", ".txt"),
            Map.entry("text/html", ".html"),
            Map.entry("text/calendar", ".ics"),
            Map.entry("text/csv", ".csv"),
            Map.entry("text/vcard", ".vcf"),
            Map.entry("message/rfc822", ".eml"),
            Map.entry("message/delivery-status", ".txt"),
            Map.entry("text/rfc822-headers", ".txt"),
            Map.entry("image/jpeg", ".jpg"),
            Map.entry("image/png", ".png"),
            Map.entry("image/gif", ".gif"),
            Map.entry("image/svg+xml", ".svg"),
            Map.entry("application/pdf", ".pdf"),
            Map.entry("application/zip", ".zip"),
            Map.entry("application/pgp-signature", ".asc"),
            Map.entry("application/pkcs7-signature", ".p7s"),
            Map.entry("application/pkcs7-mime", ".p7m"));

    private FileNames() {}

    /** The name the part's headers give it. */
    static @Nullable String declared(HeaderParams disposition, HeaderParams type) {
        String name = disposition.get("filename");
        if (name == null || name.isBlank()) {
            name = type.get("name");
        }
        if (name == null || name.isBlank()) {
            return null;
        }
        String safe = safe(name);
        return safe.isEmpty() ? null : safe;
    }

    /** A name for a part that has none, from what is known about it. */
    static String made(String type, @Nullable String title, int number) {
        if (type.equals("application/ms-tnef")) {
            return "winmail.dat";
        }
        String stem = title == null ? "" : safe(title.replace('/', '-').replace('\\', '-'));
        String extension = EXTENSIONS.getOrDefault(type, "");
        if (extension.isEmpty()) {
            extension = type.startsWith("text/") ? ".txt" : ".bin";
        }
        return HeaderSafe.cut(stem.isEmpty() ? "attachment-" + number : stem, MAX_NAME - MAX_EXTENSION) + extension;
    }

    private static String safe(String name) {
        int slash = Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\'));
        StringBuilder out = new StringBuilder();
        String bare = HeaderSafe.text(name.substring(slash + 1), 4 * MAX_NAME);
        for (int i = 0; i < bare.length(); i++) {
            char c = bare.charAt(i);
            out.append(FORBIDDEN.indexOf(c) >= 0 ? '_' : c);
        }
        int start = 0;
        while (start < out.length() && (out.charAt(start) == '.' || out.charAt(start) == ' ')) {
            start++;
        }
        return shortened(out.substring(start).strip());
    }

    private static String shortened(String name) {
        if (name.length() <= MAX_NAME) {
            return name;
        }
        int dot = name.lastIndexOf('.');
        boolean keeps = dot > 0 && name.length() - dot <= MAX_EXTENSION;
        String extension = keeps ? name.substring(dot) : "";
        return HeaderSafe.cut(name, MAX_NAME - extension.length()) + extension;
    }
}
