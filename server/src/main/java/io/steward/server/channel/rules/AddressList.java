package io.steward.server.channel.rules;

import java.util.ArrayList;
import java.util.List;

/** Reads the addresses of a header such as To, as forgivingly as it can, in linear time. */
final class AddressList {

    private static final int MAX_NAME = 200;
    private static final int MAX_ADDRESS = 320;

    private final int max;
    private final boolean honourQuotes;
    private final List<MailAddress> found = new ArrayList<>();
    private final StringBuilder phrase = new StringBuilder();
    private final StringBuilder angle = new StringBuilder();
    private final StringBuilder comment = new StringBuilder();
    private String before = "";
    private boolean hasAngle;
    private boolean noGroup;

    private AddressList(int max, boolean honourQuotes) {
        this.max = max;
        this.honourQuotes = honourQuotes;
    }

    static List<MailAddress> parse(String header, int max) {
        if (max <= 0) {
            return List.of();
        }
        List<MailAddress> addresses = new AddressList(max, true).run(header);
        boolean brokenQuotes = addresses.isEmpty() && header.indexOf('@') >= 0;
        return brokenQuotes ? new AddressList(max, false).run(header) : addresses;
    }

    private List<MailAddress> run(String header) {
        boolean quoted = false;
        boolean inAngle = false;
        int depth = 0;
        for (int i = 0; i < header.length() && found.size() < max; i++) {
            char c = header.charAt(i);
            if (honourQuotes && c == '\\' && (quoted || depth > 0) && i + 1 < header.length()) {
                (quoted ? phrase : comment).append(header.charAt(++i));
            } else if (c == '"' && depth == 0) {
                quoted = honourQuotes && !quoted;
            } else if (quoted) {
                (inAngle ? angle : phrase).append(c);
            } else if (honourQuotes && c == '(' && !inAngle && depth == 0) {
                depth = 1;
            } else if (depth > 0) {
                depth += c == '(' ? 1 : c == ')' ? -1 : 0;
                comment.append(depth > 0 ? String.valueOf(c) : "");
            } else if (inAngle) {
                inAngle = c != '>';
                if (inAngle) {
                    angle.append(c);
                }
            } else {
                inAngle = outside(c);
            }
        }
        finish();
        return found;
    }

    /** Handles a character outside quotes, comments and angle brackets; returns whether a bracket opens. */
    private boolean outside(char c) {
        if (c == '<') {
            if (hasAngle) {
                finish();
            }
            hasAngle = true;
            return true;
        }
        if (c == ',' || c == ';') {
            finish();
        } else if (c == ':' && !hasAngle && !noGroup) {
            phrase.setLength(0);
        } else {
            noGroup |= c == '@' || c == '?';
            phrase.append(c);
        }
        return false;
    }

    private void finish() {
        String words = phrase.toString().strip();
        if (hasAngle) {
            String name = words.isEmpty() ? comment.toString() : words;
            add(before.isEmpty() ? name : before + ", " + name, angle.toString());
            before = "";
        } else if (words.indexOf('@') >= 0) {
            bare(words);
            before = "";
        } else if (!words.isEmpty()) {
            before = before.isEmpty() ? HeaderSafe.cut(words, MAX_NAME) : before;
        }
        phrase.setLength(0);
        angle.setLength(0);
        comment.setLength(0);
        hasAngle = false;
        noGroup = false;
    }

    private void bare(String words) {
        StringBuilder name = new StringBuilder();
        String address = "";
        for (String word : words.split("[ \t]+", -1)) {
            if (address.isEmpty() && word.indexOf('@') >= 0) {
                address = word;
            } else if (name.length() < MAX_NAME) {
                name.append(word).append(' ');
            }
        }
        add(name.toString().isBlank() ? comment.toString() : name.toString(), address);
    }

    private void add(String name, String address) {
        String bare = address.strip();
        int route = bare.lastIndexOf(':');
        if (route >= 0) {
            bare = bare.substring(route + 1);
        }
        int at = bare.lastIndexOf('@');
        boolean fits = at > 0
                && at < bare.length() - 1
                && bare.length() <= MAX_ADDRESS
                && bare.chars().noneMatch(c -> c <= ' ' || c == '\u007f' || c == '<' || c == '>' || c == '\u00a0');
        if (fits && found.size() < max) {
            String shown = HeaderSafe.text(EncodedWords.decode(name.strip()), MAX_NAME);
            boolean tells = !shown.isEmpty() && !shown.equalsIgnoreCase(bare);
            found.add(new MailAddress(tells ? shown : null, HeaderSafe.lower(HeaderSafe.text(bare, MAX_ADDRESS))));
        }
    }
}
