package io.steward.server.ticket.rules.fields;

import io.steward.server.platform.Check;
import io.steward.server.query.QueryType;
import io.steward.server.ticket.FieldDef;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** One line of text. */
class TextType implements FieldType {
    static final int LONGEST = 1_000;
    private static final int LONGEST_PATTERN = 200;

    @Override
    public QueryType queryType(FieldDef field) {
        return QueryType.TEXT;
    }

    @Override
    public Set<String> settings() {
        return Set.of("minLength", "maxLength", "pattern");
    }

    @Override
    public @Nullable JsonNode read(FieldDef field, JsonNode given, Check check, String path) {
        String text = Values.text(given, check, path, LONGEST);
        if (text == null || text.isEmpty()) {
            return null;
        }
        String line = text.replaceAll("\\s+", " ");
        Double least = field.number("minLength");
        Double most = field.number("maxLength");
        check.that(
                least == null || line.length() >= least, path, "too-short", "At least " + whole(least) + " characters");
        check.that(most == null || line.length() <= most, path, "too-long", "At most " + whole(most) + " characters");
        String pattern = field.text("pattern", "");
        if (!pattern.isEmpty() && !matches(pattern, line)) {
            return Values.bad(check, path, "pattern", "This has not the form that is asked for");
        }
        return Values.JSON.stringNode(line);
    }

    /** A pattern may be slow on purpose; it is given only so many steps. */
    private static boolean matches(String pattern, String line) {
        try {
            return Pattern.compile(pattern).matcher(new Bounded(line)).matches();
        } catch (PatternSyntaxException | StackOverflowError | Bounded.TooLong e) {
            return false;
        }
    }

    @Override
    public Object compared(FieldDef field, JsonNode kept) {
        return kept.asString("");
    }

    @Override
    public String label(FieldDef field, JsonNode kept, Names names) {
        return kept.asString("");
    }

    @Override
    public void define(FieldDef field, Check check, String path) {
        String pattern = field.text("pattern", "");
        if (pattern.length() > LONGEST_PATTERN) {
            check.error(path + ".config.pattern", "too-long", "At most " + LONGEST_PATTERN + " characters");
            return;
        }
        try {
            Pattern.compile(pattern);
        } catch (PatternSyntaxException e) {
            check.error(path + ".config.pattern", "unreadable", "Not a regular expression: " + e.getDescription());
        }
    }

    private static int whole(@Nullable Double n) {
        return n == null ? 0 : n.intValue();
    }

    /** A text of a fixed form, such as a URL or a colour. */
    static final class Shaped extends TextType {
        private final Pattern shape;
        private final String says;
        private final UnaryOperator<String> canonical;

        Shaped(String shape, String says, UnaryOperator<String> canonical) {
            this.shape = Pattern.compile(shape);
            this.says = says;
            this.canonical = canonical;
        }

        @Override
        public Set<String> settings() {
            return Set.of();
        }

        @Override
        public @Nullable JsonNode read(FieldDef field, JsonNode given, Check check, String path) {
            String text = Values.text(given, check, path, LONGEST);
            if (text == null || text.isEmpty()) {
                return null;
            }
            if (!shape.matcher(text).matches()) {
                return Values.bad(check, path, "unreadable", says);
            }
            String good;
            try {
                good = canonical.apply(text);
            } catch (RuntimeException e) {
                return Values.bad(check, path, "unreadable", says);
            }
            return Values.JSON.stringNode(good);
        }
    }

    /** Lets a regular expression look at characters only so often. */
    private static final class Bounded implements CharSequence {
        private static final int MOST = 200_000;
        private final CharSequence text;
        private final int[] looks;

        Bounded(CharSequence text) {
            this(text, new int[1]);
        }

        private Bounded(CharSequence text, int[] looks) {
            this.text = text;
            this.looks = looks;
        }

        static final class TooLong extends RuntimeException {}

        @Override
        public char charAt(int index) {
            if (++looks[0] > MOST) {
                throw new TooLong();
            }
            return text.charAt(index);
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return new Bounded(text.subSequence(start, end), looks);
        }

        @Override
        public String toString() {
            return text.toString();
        }
    }
}
