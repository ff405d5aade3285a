package io.steward.server.automation.rules;

import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** When a rule begins. Read once for each version of a rule; asked of every event of its kind. */
public final class Trigger {
    private final JsonNode spec;
    private final String kind;
    private final @Nullable String field;
    private final @Nullable Pattern from;
    private final @Nullable Pattern subject;
    private final @Nullable Pattern body;

    public Trigger(JsonNode spec) {
        this.spec = spec;
        this.kind = spec.path("kind").asString("");
        this.field = text("field");
        boolean mail = kind.equals("mail");
        this.from = mail ? pattern(text("from")) : null;
        this.subject = mail ? pattern(text("subject")) : null;
        this.body = mail ? pattern(text("body")) : null;
    }

    public String kind() {
        return kind;
    }

    /** The field whose change is waited for; null for any. */
    public @Nullable String field() {
        return kind.equals("changed") ? field : null;
    }

    public JsonNode spec() {
        return spec;
    }

    /** Of time since something: how many minutes; {@code working} says whether they are of working time. */
    public int minutes() {
        return spec.path("minutes").asInt(0);
    }

    public boolean working() {
        return spec.path("working").asBoolean(false);
    }

    public @Nullable String text(String name) {
        String value = spec.path(name).isNumber()
                ? spec.path(name).toString()
                : spec.path(name).asString("");
        return value.isBlank() ? null : value.strip();
    }

    /** Whether the event is one that the trigger waits for; that it is of the kind is known already. */
    public boolean matches(Event e) {
        return switch (kind) {
            case "changed" -> e.moved().stream().anyMatch(this::matches);
            case "replied" -> matchesReply(e);
            case "sla" ->
                is("event", e.data().get("event"), "")
                        && (is("clock", e.data().get("clock"), "")
                                || is("clock", e.data().get("key"), ""))
                        && is("percent", e.data().get("percent"), "");
            case "mail" ->
                found(from, e.data().get("from"))
                        && found(subject, e.data().get("subject"))
                        && found(body, e.data().get("body"));
            case "webhook" -> is("source", e.data().get("source"), "");
            case "approval" -> is("result", e.data().get("result"), "any");
            case "ci" ->
                is("event", e.data().get("event"), "any")
                        && is("class", e.data().get("class"), "");
            // Found by what looks for them; a rule is called by its name.
            default -> true;
        };
    }

    private boolean matches(Event.Moved m) {
        return (field == null || field.equals(m.field()))
                && matches(spec.path("from"), m.fromKey(), m.from())
                && matches(spec.path("to"), m.toKey(), m.to());
    }

    /** Null in a rule: from or to nothing. */
    private static boolean matches(JsonNode wanted, @Nullable String key, @Nullable String label) {
        if (wanted.isMissingNode() || (wanted.isString() && wanted.stringValue().isBlank())) {
            return true;
        }
        if (wanted.isNull()) {
            return key == null && label == null;
        }
        String text = wanted.isString() ? wanted.stringValue() : wanted.toString();
        return text.equalsIgnoreCase(key) || text.equalsIgnoreCase(label);
    }

    /** What rules write is never waited for: two rules would answer each other. */
    private boolean matchesReply(Event e) {
        String by = text("by");
        boolean who = by == null || by.equals("anyone") || by.equals(e.by());
        boolean internal = spec.path("internal").asBoolean(false);
        return who && !e.by().equals("rule") && internal == e.internal();
    }

    private boolean is(String name, @Nullable String value, String any) {
        String wanted = text(name);
        return wanted == null || wanted.equals(any) || wanted.equalsIgnoreCase(value);
    }

    private static boolean found(@Nullable Pattern pattern, @Nullable String value) {
        return pattern == null || (value != null && pattern.matcher(value).matches());
    }

    /** With * for anything; without one it may stand anywhere. */
    static @Nullable Pattern pattern(@Nullable String written) {
        if (written == null) {
            return null;
        }
        String all = written.contains("*") ? written : "*" + written + "*";
        String regex = Pattern.compile("\\*+")
                .splitAsStream(all + "\0")
                .map(part -> Pattern.quote(part.replace("\0", "")))
                .collect(Collectors.joining(".*"));
        return Pattern.compile(regex, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.DOTALL);
    }

    @Override
    public String toString() {
        return kind.toLowerCase(Locale.ROOT);
    }
}
