package io.steward.server.channel.rules;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What our own mail server found out about a message's origin (RFC 8601).
 *
 * @param fromDomain the domain of the From header that the server confirmed; only there if {@code dmarc} passed
 */
public record AuthResults(
        Result spf, Result dkim, Result dmarc, @Nullable String fromDomain) {

    /** The outcome of one check. */
    public enum Result {
        /** Nobody we trust checked it, or there was nothing to check. */
        NONE,
        PASS,
        FAIL,
        OTHER
    }

    private static final int MAX_HEADERS = 100;
    private static final AuthResults NOTHING = new AuthResults(Result.NONE, Result.NONE, Result.NONE, null);

    /**
     * Reads the results of the trusted server and no other, topmost header first; for each method the topmost header
     * that has it counts. Without a trusted server nothing is read.
     */
    public static AuthResults read(List<String> headers, @Nullable String trustedServer) {
        if (trustedServer == null || trustedServer.isBlank()) {
            return NOTHING;
        }
        Result spf = Result.NONE;
        Result dkim = Result.NONE;
        Result dmarc = Result.NONE;
        String domain = null;
        for (String header : headers.subList(0, Math.min(headers.size(), MAX_HEADERS))) {
            List<List<String>> statements = statements(header);
            List<String> server = statements.getFirst();
            if (server.isEmpty() || !server.getFirst().equalsIgnoreCase(trustedServer.strip())) {
                continue;
            }
            spf = spf == Result.NONE ? result(statements, "spf") : spf;
            dkim = dkim == Result.NONE ? result(statements, "dkim") : dkim;
            if (dmarc == Result.NONE) {
                dmarc = result(statements, "dmarc");
                domain = dmarc == Result.PASS ? headerFrom(statements) : null;
            }
        }
        return new AuthResults(spf, dkim, dmarc, domain);
    }

    /** Whether the trusted server confirmed that the message comes from the domain of this address. */
    public boolean confirms(MailAddress from) {
        return dmarc == Result.PASS && from.domain().equals(fromDomain);
    }

    private static Result result(List<List<String>> statements, String method) {
        Result found = Result.NONE;
        for (List<String> words : statements.subList(1, statements.size())) {
            if (words.isEmpty() || !methodOf(words).equals(method)) {
                continue;
            }
            Result next = switch (valueOf(words.getFirst())) {
                case "pass" -> Result.PASS;
                case "fail", "hardfail" -> Result.FAIL;
                case "none" -> Result.NONE;
                default -> Result.OTHER;
            };
            // A message may have several DKIM signatures, of which one that holds is enough.
            if (found == Result.NONE || (next == Result.PASS && method.equals("dkim"))) {
                found = next;
            }
        }
        return found;
    }

    private static @Nullable String headerFrom(List<List<String>> statements) {
        for (List<String> words : statements.subList(1, statements.size())) {
            if (words.isEmpty() || !methodOf(words).equals("dmarc")) {
                continue;
            }
            for (String word : words.subList(1, words.size())) {
                String domain = valueOf(word);
                if (word.startsWith("header.from=") && HeaderSafe.isDomain(domain)) {
                    return domain;
                }
            }
        }
        return null;
    }

    /** The method's name, without the version some servers add. */
    private static String methodOf(List<String> words) {
        String first = words.getFirst();
        int end = first.indexOf('=');
        String name = end < 0 ? "" : first.substring(0, end);
        int version = name.indexOf('/');
        return version < 0 ? name : name.substring(0, version);
    }

    private static String valueOf(String word) {
        return word.substring(word.indexOf('=') + 1);
    }

    /** The statements between semicolons, each as its words in lower case, without comments. */
    private static List<List<String>> statements(String header) {
        List<List<String>> statements = new ArrayList<>();
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        int depth = 0;
        boolean quoted = false;
        String source = header + ';';
        for (int i = 0; i < source.length(); i++) {
            char c = source.charAt(i);
            if (c == '\\' && (quoted || depth > 0)) {
                i++;
            } else if (c == '"' && depth == 0) {
                quoted = !quoted;
            } else if (quoted) {
                word.append(c == '=' ? ' ' : c);
            } else if (c == '(') {
                depth++;
            } else if (c == ')' && depth > 0) {
                depth--;
            } else if (depth == 0 && (c == ' ' || c == '\t' || c == ';')) {
                add(words, word);
                if (c == ';') {
                    statements.add(words);
                    words = new ArrayList<>();
                }
            } else if (depth == 0) {
                word.append(c);
            }
        }
        if (statements.isEmpty()) {
            statements.add(List.of());
        }
        return statements;
    }

    private static void add(List<String> words, StringBuilder word) {
        String text = HeaderSafe.lower(word.toString());
        word.setLength(0);
        if ((text.startsWith("=") && !words.isEmpty())
                || (!words.isEmpty() && words.getLast().endsWith("="))) {
            words.add(words.removeLast() + text);
        } else if (!text.isEmpty()) {
            words.add(text);
        }
    }
}
