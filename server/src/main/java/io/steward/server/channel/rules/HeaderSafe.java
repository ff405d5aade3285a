package io.steward.server.channel.rules;

import java.util.Locale;

/** Makes text fit for a mail header. */
public final class HeaderSafe {

    private static final int MAX_ADDRESS = 254;
    private static final int MAX_LOCAL = 64;
    private static final int MAX_LABEL = 63;
    private static final String ATOM_SIGNS = "!#$%&'*+/=?^_`{|}~-";

    private HeaderSafe() {}

    /**
     * The text on one line, without control, line-breaking or direction-overriding characters, runs of blanks made one,
     * and no longer than the given number of characters.
     */
    public static String text(String value, int maxChars) {
        StringBuilder out = new StringBuilder(Math.min(value.length(), maxChars) + 1);
        boolean blank = false;
        for (int i = 0; i < value.length() && out.length() <= maxChars; i++) {
            char c = value.charAt(i);
            if (isBreak(c) || c == ' ') {
                blank = !out.isEmpty();
            } else if (!isForbidden(value, i)) {
                if (blank) {
                    out.append(' ');
                    blank = false;
                }
                out.append(c);
            }
        }
        return cut(out.toString(), maxChars).strip();
    }

    /** The text's first characters, never ending in half a surrogate pair. */
    public static String cut(String value, int maxChars) {
        if (value.length() <= maxChars) {
            return value;
        }
        boolean splitsPair = maxChars > 0 && Character.isHighSurrogate(value.charAt(maxChars - 1));
        return value.substring(0, splitsPair ? maxChars - 1 : maxChars);
    }

    /** Whether this is a plain address that may be written to: ASCII, one {@code @}, nothing quoted, no literal. */
    public static boolean isAddress(String value) {
        int at = value.indexOf('@');
        if (at < 1 || at > MAX_LOCAL || value.length() > MAX_ADDRESS || at != value.lastIndexOf('@')) {
            return false;
        }
        return isDotAtom(value, at) && isDomain(value.substring(at + 1));
    }

    /** Whether this is a host name of ASCII labels. */
    public static boolean isDomain(String value) {
        if (value.isEmpty() || value.length() > MAX_ADDRESS - 2) {
            return false;
        }
        int start = 0;
        for (int i = 0; i <= value.length(); i++) {
            if (i == value.length() || value.charAt(i) == '.') {
                int length = i - start;
                if (length < 1 || length > MAX_LABEL || value.charAt(start) == '-' || value.charAt(i - 1) == '-') {
                    return false;
                }
                start = i + 1;
            } else if (!isAsciiAlnum(value.charAt(i)) && value.charAt(i) != '-') {
                return false;
            }
        }
        return true;
    }

    static String lower(String value) {
        return value.toLowerCase(Locale.ROOT);
    }

    static boolean isAsciiAlnum(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }

    private static boolean isDotAtom(String value, int end) {
        for (int i = 0; i < end; i++) {
            char c = value.charAt(i);
            boolean dot = c == '.' && i > 0 && i < end - 1 && value.charAt(i - 1) != '.';
            if (!dot && !isAsciiAlnum(c) && ATOM_SIGNS.indexOf(c) < 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean isBreak(char c) {
        return c == '\r' || c == '\n' || c == '\t' || c == '\u2028' || c == '\u2029' || c == '\u0085';
    }

    private static boolean isForbidden(String value, int i) {
        char c = value.charAt(i);
        if (Character.isHighSurrogate(c)) {
            return i + 1 == value.length() || !Character.isLowSurrogate(value.charAt(i + 1));
        }
        if (Character.isLowSurrogate(c)) {
            return i == 0 || !Character.isHighSurrogate(value.charAt(i - 1));
        }
        return Character.isISOControl(c)
                || (c >= '\u202a' && c <= '\u202e')
                || (c >= '\u2066' && c <= '\u2069')
                || c == '\ufeff';
    }
}
