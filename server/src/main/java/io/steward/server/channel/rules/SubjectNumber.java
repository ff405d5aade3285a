package io.steward.server.channel.rules;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Finds what may be ticket numbers in a subject, such as {@code [INC-1042]} or {@code INC-1042}. */
public final class SubjectNumber {

    private static final int MIN_PREFIX = 2;
    private static final int MAX_PREFIX = 6;
    private static final int MAX_DIGITS = 12;
    private static final int MAX_FOUND = 20;

    private SubjectNumber() {}

    /** The numbers in the subject without repetition: those in brackets first, each group in the subject's order. */
    public static List<String> find(String subject) {
        Set<String> bracketed = new LinkedHashSet<>();
        Set<String> bare = new LinkedHashSet<>();
        for (int dash = subject.indexOf('-');
                dash >= 0 && bracketed.size() + bare.size() < MAX_FOUND;
                dash = subject.indexOf('-', dash + 1)) {
            int start = prefixStart(subject, dash);
            int end = digitsEnd(subject, dash);
            if (start >= 0 && end >= 0) {
                boolean inBrackets = charAt(subject, start - 1) == '[' && charAt(subject, end) == ']';
                (inBrackets ? bracketed : bare).add(subject.substring(start, end));
            }
        }
        bracketed.addAll(bare);
        return List.copyOf(new ArrayList<>(bracketed));
    }

    private static int prefixStart(String subject, int dash) {
        int start = dash;
        while (start > 0 && dash - start <= MAX_PREFIX && isUpper(subject.charAt(start - 1))) {
            start--;
        }
        int length = dash - start;
        boolean fits = length >= MIN_PREFIX && length <= MAX_PREFIX && !joins(charAt(subject, start - 1));
        return fits ? start : -1;
    }

    private static int digitsEnd(String subject, int dash) {
        int end = dash + 1;
        while (end < subject.length() && end - dash <= MAX_DIGITS + 1 && isDigit(subject.charAt(end))) {
            end++;
        }
        int length = end - dash - 1;
        boolean joined = joins(charAt(subject, end))
                && (charAt(subject, end) != '-' || Character.isLetterOrDigit(charAt(subject, end + 1)));
        return length >= 1 && length <= MAX_DIGITS && !joined ? end : -1;
    }

    private static char charAt(String subject, int index) {
        return index >= 0 && index < subject.length() ? subject.charAt(index) : ' ';
    }

    private static boolean joins(char c) {
        return Character.isLetterOrDigit(c) || c == '-' || c == '_';
    }

    private static boolean isUpper(char c) {
        return c >= 'A' && c <= 'Z';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
