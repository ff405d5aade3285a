package io.steward.server.channel.rules;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A header of the form {@code value; name=value; ...}, with the continuations and charsets of RFC 2231. */
final class HeaderParams {

    private static final int MAX_SEGMENTS = 100;

    private final String value;
    private final Map<String, String> plain = new HashMap<>();
    private final Map<String, SortedMap<Integer, Segment>> segments = new HashMap<>();

    private record Segment(String text, boolean extended) {}

    private HeaderParams(String value) {
        this.value = value;
    }

    static HeaderParams parse(@Nullable String header) {
        String source = header == null ? "" : header;
        int end = source.indexOf(';');
        String value = end < 0 ? source : source.substring(0, end);
        HeaderParams params = new HeaderParams(HeaderSafe.lower(value.strip()));
        int at = end;
        while (at >= 0 && at < source.length()) {
            at = params.read(source, at + 1);
        }
        return params;
    }

    /** What stands before the first semicolon, in lower case. */
    String value() {
        return value;
    }

    /** A parameter's decoded value. */
    @Nullable
    String get(String name) {
        SortedMap<Integer, Segment> parts = segments.get(name);
        if (parts != null) {
            return join(parts);
        }
        String found = plain.get(name);
        return found == null ? null : EncodedWords.decode(found);
    }

    /** Reads one parameter from {@code from} on and returns where its semicolon is. */
    private int read(String source, int from) {
        StringBuilder name = new StringBuilder();
        int at = from;
        while (at < source.length() && source.charAt(at) != '=' && source.charAt(at) != ';') {
            name.append(source.charAt(at++));
        }
        if (at == source.length() || source.charAt(at) == ';') {
            return at;
        }
        StringBuilder text = new StringBuilder();
        boolean quoted = false;
        boolean hadQuotes = false;
        for (at++; at < source.length() && (quoted || source.charAt(at) != ';'); at++) {
            char c = source.charAt(at);
            if (c == '"') {
                quoted = !quoted;
                hadQuotes = true;
            } else if (quoted && c == '\\' && at + 1 < source.length() && "\"\\".indexOf(source.charAt(at + 1)) >= 0) {
                text.append(source.charAt(++at));
            } else if (quoted || !text.isEmpty() || c > ' ') {
                text.append(c);
            }
        }
        put(
                HeaderSafe.lower(name.toString().strip()),
                hadQuotes ? text.toString() : text.toString().strip());
        return at;
    }

    private void put(String name, String text) {
        int star = name.indexOf('*');
        if (star < 0) {
            plain.putIfAbsent(name, text);
            return;
        }
        boolean extended = name.endsWith("*");
        String index = star == name.length() - 1 ? "0" : name.substring(star + 1, name.length() - (extended ? 1 : 0));
        if (!index.isEmpty() && index.length() <= 3 && index.chars().allMatch(c -> c >= '0' && c <= '9')) {
            SortedMap<Integer, Segment> parts =
                    segments.computeIfAbsent(name.substring(0, star), key -> new TreeMap<>());
            if (parts.size() < MAX_SEGMENTS) {
                parts.putIfAbsent(Integer.parseInt(index), new Segment(text, extended));
            }
        }
    }

    private static String join(SortedMap<Integer, Segment> parts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        String charset = null;
        boolean first = true;
        for (Segment part : parts.values()) {
            String text = part.text();
            if (first && part.extended()) {
                int language = text.indexOf('\'');
                int content = language < 0 ? -1 : text.indexOf('\'', language + 1);
                if (content >= 0) {
                    charset = text.substring(0, language);
                    text = text.substring(content + 1);
                }
            }
            first = false;
            if (part.extended()) {
                percent(text, bytes);
            } else {
                bytes.writeBytes(text.getBytes(StandardCharsets.UTF_8));
            }
        }
        return TextDecoder.decode(bytes.toByteArray(), charset);
    }

    private static void percent(String text, ByteArrayOutputStream bytes) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int high = c == '%' && i + 2 < text.length() ? Character.digit(text.charAt(i + 1), 16) : -1;
            int low = high >= 0 ? Character.digit(text.charAt(i + 2), 16) : -1;
            if (low >= 0) {
                bytes.write(high << 4 | low);
                i += 2;
            } else {
                bytes.writeBytes(String.valueOf(c).getBytes(StandardCharsets.UTF_8));
            }
        }
    }
}
