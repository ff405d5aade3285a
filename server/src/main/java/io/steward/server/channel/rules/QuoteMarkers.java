package io.steward.server.channel.rules;

import java.util.List;
import java.util.Set;

/** Recognises the lines mail programs write around signatures, quotes and forwarded messages, without patterns. */
final class QuoteMarkers {

    private static final int MAX_LINE = 400;
    private static final int MAX_ATTRIBUTION_LINES = 4;
    private static final int MAX_HEADER_LINES = 8;
    private static final int MAX_LABEL = 20;

    private static final List<String> FORWARD_WORDS = List.of(
            "forwarded message",
            "forwarded by",
            "weitergeleitete nachricht",
            "weitergeleitete mail",
            "weitergeleitet von",
            "message transféré");
    private static final List<String> FORWARD_LINES = List.of(
            "begin forwarded message:",
            "anfang der weitergeleiteten nachricht:",
            "anfang der weitergeleiteten e-mail:");
    private static final List<String> ORIGINAL_WORDS = List.of(
            "original message",
            "original-nachricht",
            "originalnachricht",
            "ursprüngliche nachricht",
            "urspr. nachricht",
            "message d'origine");
    private static final List<String> FORWARD_PREFIXES = List.of("fwd:", "fw:", "wg:", "wtr:", "tr:", "doorst:");
    private static final Set<String> FROM_LABELS = Set.of("from:", "von:", "de :", "van:");
    private static final Set<String> DATE_LABELS = Set.of("sent:", "gesendet:", "date:", "datum:", "envoyé :");
    private static final Set<String> OTHER_LABELS =
            Set.of("to:", "an:", "subject:", "betreff:", "à :", "objet :", "aan:", "onderwerp:");

    private QuoteMarkers() {}

    /** Whether a subject says that the message was forwarded. */
    static boolean isForwardSubject(String subject) {
        String lower = HeaderSafe.lower(subject).strip();
        return FORWARD_PREFIXES.stream().anyMatch(lower::startsWith);
    }

    static boolean isSignature(String line) {
        return line.equals("-- ") || line.equals("--") || line.equals("--\u00a0");
    }

    static boolean isQuoted(String line) {
        return line.startsWith(">") || line.startsWith(" >") || line.startsWith("|>");
    }

    /** Whether a forwarded message follows. */
    static boolean isForward(String line) {
        if (line.length() > MAX_LINE) {
            return false;
        }
        String lower = HeaderSafe.lower(line.strip());
        return FORWARD_LINES.stream().anyMatch(lower::startsWith) || isDashed(lower, FORWARD_WORDS);
    }

    /** Whether this is a line such as {@code -----Original Message-----}. */
    static boolean isOriginal(String line) {
        return line.length() <= MAX_LINE && isDashed(HeaderSafe.lower(line.strip()), ORIGINAL_WORDS);
    }

    /** How many lines from {@code at} on are of the kind {@code On ... wrote:}, or 0. */
    static int attribution(List<String> lines, int at) {
        String first = lines.get(at).strip();
        if (first.isEmpty() || first.length() > MAX_LINE || !mayAttribute(first)) {
            return 0;
        }
        StringBuilder joined = new StringBuilder();
        int last = Math.min(lines.size(), at + MAX_ATTRIBUTION_LINES);
        for (int i = at; i < last && joined.length() <= MAX_LINE; i++) {
            String line = lines.get(i).strip();
            if (line.isEmpty()) {
                return 0;
            }
            joined.append(joined.isEmpty() ? "" : " ").append(line);
            if (line.endsWith(":") && isAttribution(joined.toString())) {
                return i - at + 1;
            }
        }
        return 0;
    }

    /** Whether this one text is of the kind {@code On ... wrote:}. */
    static boolean isAttribution(String text) {
        String lower = HeaderSafe.lower(text.strip());
        if (lower.length() > MAX_LINE || !lower.endsWith(":") || digits(lower) < 2) {
            return false;
        }
        return (lower.startsWith("on ") && lower.endsWith("wrote:"))
                || ((lower.startsWith("am ") || lower.startsWith("on ")) && lower.contains(" schrieb"))
                || (lower.startsWith("le ") && lower.endsWith("écrit :"))
                || (lower.startsWith("op ") && lower.contains(" schreef"))
                || (lower.startsWith("el ") && lower.endsWith("escribió:"))
                || (lower.startsWith("il ") && lower.endsWith("scritto:"))
                || lower.contains(" schrieb am ")
                || (lower.indexOf('@') > 0 && (lower.endsWith(" wrote:") || lower.endsWith(" schrieb:")));
    }

    /** Whether a block of headers such as {@code From: ... Sent: ... To: ...} begins at this line. */
    static boolean isHeaderBlock(List<String> lines, int at) {
        if (at >= lines.size() || !FROM_LABELS.contains(label(lines.get(at)))) {
            return false;
        }
        boolean date = false;
        boolean other = false;
        int last = Math.min(lines.size(), at + MAX_HEADER_LINES);
        for (int i = at + 1; i < last; i++) {
            String label = label(lines.get(i));
            if (FROM_LABELS.contains(label)) {
                break;
            }
            date |= DATE_LABELS.contains(label);
            other |= OTHER_LABELS.contains(label);
        }
        return date && other;
    }

    static boolean isFromLabel(String text) {
        return FROM_LABELS.contains(HeaderSafe.lower(text.strip()));
    }

    /** Whether this is the line Outlook draws above a reply's headers. */
    static boolean isRule(String line) {
        String bare = line.strip();
        return bare.length() >= 10 && bare.length() <= MAX_LINE && bare.chars().allMatch(c -> c == '_');
    }

    /** What the line has up to its first colon, in lower case and without the stars that stand for bold. */
    private static String label(String line) {
        int colon = line.indexOf(':');
        if (colon < 0 || colon > MAX_LABEL) {
            return "";
        }
        return HeaderSafe.lower(line.substring(0, colon + 1)).replace("*", "").strip();
    }

    private static boolean mayAttribute(String line) {
        String lower = HeaderSafe.lower(line);
        boolean opens =
                List.of("on ", "am ", "le ", "op ", "el ", "il ").stream().anyMatch(lower::startsWith);
        return opens || lower.endsWith(":");
    }

    private static boolean isDashed(String lower, List<String> words) {
        if (!lower.startsWith("---") && !lower.startsWith("___") && !lower.startsWith("***")) {
            return false;
        }
        return words.stream().anyMatch(lower::contains);
    }

    private static int digits(String text) {
        return (int) text.chars().filter(c -> c >= '0' && c <= '9').count();
    }
}
