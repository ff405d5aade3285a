package io.steward.server.query;

import java.util.ArrayList;
import java.util.List;

/** Cuts a query into words, strings, signs. */
final class Tokens {
    enum Kind {
        WORD,
        STRING,
        SIGN,
        END
    }

    record Token(Kind kind, String text, int at, int length) {
        boolean is(String word) {
            return kind == Kind.WORD && text.equalsIgnoreCase(word);
        }

        boolean sign(String sign) {
            return kind == Kind.SIGN && text.equals(sign);
        }
    }

    private static final String SIGNS = "()=,<>!~";

    private Tokens() {}

    static List<Token> of(String q) {
        var all = new ArrayList<Token>();
        int i = 0;
        while (i < q.length()) {
            char c = q.charAt(i);
            if (Character.isWhitespace(c)) {
                i++;
            } else if (c == '"' || c == '\'') {
                i = string(q, i, all);
            } else if (SIGNS.indexOf(c) >= 0) {
                boolean two =
                        i + 1 < q.length() && List.of("!=", "<=", ">=", "!~").contains(q.substring(i, i + 2));
                int length = two ? 2 : 1;
                all.add(new Token(Kind.SIGN, q.substring(i, i + length), i, length));
                i += length;
            } else {
                int from = i;
                while (i < q.length()
                        && !Character.isWhitespace(q.charAt(i))
                        && SIGNS.indexOf(q.charAt(i)) < 0
                        && q.charAt(i) != '"') {
                    i++;
                }
                all.add(new Token(Kind.WORD, q.substring(from, i), from, i - from));
            }
        }
        all.add(new Token(Kind.END, "", q.length(), 0));
        return all;
    }

    private static int string(String q, int from, List<Token> all) {
        char quote = q.charAt(from);
        var text = new StringBuilder();
        int i = from + 1;
        while (i < q.length() && q.charAt(i) != quote) {
            if (q.charAt(i) == '\\' && i + 1 < q.length()) {
                i++;
            }
            text.append(q.charAt(i));
            i++;
        }
        if (i >= q.length()) {
            throw new QueryError(from, q.length() - from, "This text has no closing quotation mark");
        }
        all.add(new Token(Kind.STRING, text.toString(), from, i + 1 - from));
        return i + 1;
    }

    /** Goes through the tokens. */
    static final class Reader {
        private final List<Token> tokens;
        private int next;

        Reader(List<Token> tokens) {
            this.tokens = tokens;
        }

        Token peek() {
            return tokens.get(next);
        }

        Token take() {
            var token = tokens.get(next);
            if (token.kind() != Kind.END) {
                next++;
            }
            return token;
        }

        boolean takeWord(String word) {
            boolean is = peek().is(word);
            if (is) {
                take();
            }
            return is;
        }

        boolean takeSign(String sign) {
            boolean is = peek().sign(sign);
            if (is) {
                take();
            }
            return is;
        }

        Token word(String what) {
            var token = take();
            if (token.kind() != Kind.WORD) {
                throw new QueryError(token.at(), Math.max(1, token.length()), "Expected " + what);
            }
            return token;
        }

        void expect(String word) {
            if (!takeWord(word)) {
                throw wrong("Expected " + word);
            }
        }

        void close() {
            if (!takeSign(")")) {
                throw wrong("A closing bracket is missing");
            }
        }

        QueryError wrong(String message) {
            return new QueryError(peek().at(), Math.max(1, peek().length()), message);
        }
    }
}
