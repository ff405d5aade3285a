package io.steward.server.platform;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Collects what is wrong with a request, so that a person hears of all of it at once. */
public final class Check {
    private final List<FieldError> errors = new ArrayList<>();

    /** The trimmed text, without control characters but tab and line break; an error if blank or too long. */
    public String text(String field, @Nullable String value, int longest) {
        String clean = optional(field, value, longest);
        if (clean.isEmpty()) {
            error(field, "required", "This is needed");
        }
        return clean;
    }

    /** As {@link #text}, but may be empty. */
    public String optional(String field, @Nullable String value, int longest) {
        String clean = value == null ? "" : clean(value);
        if (clean.length() > longest) {
            error(field, "too-long", "At most " + longest + " characters");
        }
        return clean;
    }

    public void that(boolean right, String field, String code, String message) {
        if (!right) {
            error(field, code, message);
        }
    }

    public <T> T needed(String field, @Nullable T value, T otherwise) {
        if (value == null) {
            error(field, "required", "This is needed");
            return otherwise;
        }
        return value;
    }

    public void error(String field, String code, String message) {
        errors.add(new FieldError(field, code, message));
    }

    public boolean isGood() {
        return errors.isEmpty();
    }

    /** @throws Problem with everything found */
    public void done() {
        if (!errors.isEmpty()) {
            throw Problem.invalid(errors);
        }
    }

    /** @param what all of them are, such as {@code rules of the desk} @throws Problem unless all that are there are given, each once */
    public static void eachOnce(String field, List<UUID> given, Collection<UUID> there, String what) {
        if (given.size() != there.size() || !new HashSet<>(given).equals(Set.copyOf(there))) {
            throw Problem.invalid(field, "incomplete", "All " + what + ", each once");
        }
    }

    public static String clean(String value) {
        if (isClean(value)) {
            return value.strip();
        }
        var out = new StringBuilder(value.length());
        value.codePoints()
                .filter(c ->
                        c == '\n' || c == '\t' || !(Character.isISOControl(c) || c == 0xFEFF || isLoneSurrogate(c)))
                .forEach(out::appendCodePoint);
        return out.toString().strip();
    }

    /** Whether nothing has to be taken out, as is nearly always so. */
    private static boolean isClean(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if ((c < ' ' && c != '\n' && c != '\t') || (c >= 0x7F && c <= 0x9F) || c >= Character.MIN_SURROGATE) {
                return false;
            }
        }
        return true;
    }

    private static boolean isLoneSurrogate(int c) {
        return c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
    }
}
