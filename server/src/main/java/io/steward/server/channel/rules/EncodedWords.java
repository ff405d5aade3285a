package io.steward.server.channel.rules;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Decodes the encoded words of RFC 2047 in a header, also those that break its rules: within quotes, with blanks,
 * without an end, or with a character split over two words. Time grows linearly with the header's length.
 */
final class EncodedWords {

    private static final int MAX_CHARSET = 60;
    private static final String START = "=?";
    private static final String END = "?=";

    private final String source;
    private final StringBuilder out;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private @Nullable String charset;
    private int nextEnd = -1;

    private EncodedWords(String source) {
        this.source = source;
        this.out = new StringBuilder(source.length());
    }

    static String decode(String header) {
        return header.contains(START) ? new EncodedWords(header).run() : header;
    }

    private String run() {
        int done = 0;
        int start = source.indexOf(START);
        while (start >= 0) {
            int contentStart = contentStart(start);
            if (contentStart < 0) {
                start = source.indexOf(START, start + 1);
                continue;
            }
            String between = source.substring(done, start);
            if (charset == null || !between.isBlank()) {
                flush();
                out.append(between);
            }
            int contentEnd = contentEnd(contentStart);
            word(start, contentStart, contentEnd);
            done = contentEnd;
            if (source.startsWith(END, contentEnd)) {
                done += END.length();
            }
            start = source.indexOf(START, done);
        }
        flush();
        return out.append(source, done, source.length()).toString();
    }

    /** Where the encoded text begins if an encoded word begins at {@code start}, else -1. */
    private int contentStart(int start) {
        int mark = source.indexOf('?', start + 2);
        if (mark <= start + 2 || mark - start > MAX_CHARSET || source.length() < mark + 3) {
            return -1;
        }
        for (int i = start + 2; i < mark; i++) {
            char c = source.charAt(i);
            if (c <= ' ' || c > '~') {
                return -1;
            }
        }
        boolean known = "bBqQ".indexOf(source.charAt(mark + 1)) >= 0 && source.charAt(mark + 2) == '?';
        return known ? mark + 3 : -1;
    }

    private int contentEnd(int from) {
        if (nextEnd < from) {
            int found = source.indexOf(END, from);
            nextEnd = found < 0 ? Integer.MAX_VALUE : found;
        }
        int blank = from;
        int limit = Math.min(nextEnd, source.length());
        while (blank < limit && source.charAt(blank) != ' ' && source.charAt(blank) != '\t') {
            blank++;
        }
        if (blank == limit) {
            return limit;
        }
        int other = source.indexOf(START, blank);
        boolean endIsOfAnother = nextEnd == Integer.MAX_VALUE || (other >= 0 && other < nextEnd);
        return endIsOfAnother ? blank : nextEnd;
    }

    private void word(int start, int from, int to) {
        String name = source.substring(start + 2, from - 3);
        int language = name.indexOf('*');
        String plain = HeaderSafe.lower(language > 0 ? name.substring(0, language) : name);
        if (charset != null && !charset.equals(plain)) {
            flush();
        }
        charset = plain;
        char encoding = source.charAt(from - 2);
        if (encoding == 'b' || encoding == 'B') {
            base64(from, to);
        } else {
            quoted(from, to);
        }
    }

    private void base64(int from, int to) {
        int buffer = 0;
        int bits = 0;
        for (int i = from; i < to; i++) {
            int digit = base64Digit(source.charAt(i));
            if (digit >= 0) {
                buffer = (buffer << 6 | digit) & 0xffff;
                bits += 6;
                if (bits >= 8) {
                    bits -= 8;
                    bytes.write(buffer >> bits);
                }
            } else if (source.charAt(i) == '=') {
                bits = 0;
            }
        }
    }

    private static int base64Digit(char c) {
        if (c >= 'A' && c <= 'Z') {
            return c - 'A';
        }
        if (c >= 'a' && c <= 'z') {
            return c - 'a' + 26;
        }
        if (c >= '0' && c <= '9') {
            return c - '0' + 52;
        }
        return c == '+' || c == '-' ? 62 : c == '/' || c == '_' ? 63 : -1;
    }

    private void quoted(int from, int to) {
        for (int i = from; i < to; i++) {
            char c = source.charAt(i);
            int high = c == '=' && i + 2 < to ? Character.digit(source.charAt(i + 1), 16) : -1;
            int low = high >= 0 ? Character.digit(source.charAt(i + 2), 16) : -1;
            if (low >= 0) {
                bytes.write(high << 4 | low);
                i += 2;
            } else if (c == '_') {
                bytes.write(' ');
            } else if (c < 0x80) {
                bytes.write(c);
            } else {
                bytes.writeBytes(String.valueOf(c).getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    private void flush() {
        if (charset != null) {
            out.append(TextDecoder.decode(bytes.toByteArray(), charset));
            bytes.reset();
            charset = null;
        }
    }
}
