package io.steward.server.ticket.rules;

import io.steward.server.platform.Check;
import io.steward.server.platform.Ids;
import io.steward.server.ticket.FieldDef;
import io.steward.server.ticket.FieldKind;
import io.steward.server.ticket.FieldRole;
import io.steward.server.ticket.Form;
import io.steward.server.ticket.StatusCategory;
import io.steward.server.ticket.TicketType;
import io.steward.server.ticket.Transition;
import io.steward.server.ticket.rules.fields.FieldType;
import io.steward.server.ticket.rules.fields.FieldTypes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds fault with the definition of a ticket type, naming the place: {@code fields[2].key}. */
public final class Definitions {
    private static final Pattern KEY = Pattern.compile("[a-z][a-z0-9_]{0,39}");
    private static final Set<String> COMMENTS = Set.of("none", "optional", "note", "reply");
    private static final int MOST_STATUSES = 60;
    private static final int MOST_TRANSITIONS = 300;
    private static final int MOST_FIELDS = 500;
    private static final int MOST_SECTIONS = 50;
    private static final int LONGEST_CONDITION = 2_000;

    private final TicketType.Definition d;
    private final Check check;
    private final Predicate<String> knowsEffect;
    private final Set<String> fieldKeys;

    private Definitions(TicketType.Definition d, Check check, Predicate<String> knowsEffect) {
        this.d = d;
        this.check = check;
        this.knowsEffect = knowsEffect;
        this.fieldKeys = d.fields().stream().map(FieldDef::key).collect(Collectors.toSet());
    }

    /** @param knowsEffect whether something happens by this name on a transition */
    public static void check(TicketType.Definition definition, Check check, Predicate<String> knowsEffect) {
        if (definition.statuses() == null || definition.transitions() == null || definition.priorityMatrix() == null) {
            check.error("statuses", "required", "Statuses, transitions and priorities are needed");
            return;
        }
        var checks = new Definitions(definition, check, knowsEffect);
        checks.statuses();
        checks.transitions();
        checks.priorities();
        checks.fields();
        checks.formulas();
        checks.form("forms.requester", definition.forms().requester(), FieldRole.REQUESTER);
        checks.form("forms.agent", definition.forms().agent(), FieldRole.AGENT);
    }

    private void statuses() {
        size("statuses", d.statuses(), 1, MOST_STATUSES);
        var keys = new HashSet<String>();
        for (int i = 0; i < d.statuses().size(); i++) {
            var s = d.statuses().get(i);
            String path = "statuses[" + i + "]";
            key(path + ".key", s.key(), keys);
            check.text(path + ".name", s.name(), 60);
            check.text(path + ".portalName", s.portalName(), 60);
            check.that(s.category() != null, path + ".category", "required", "This is needed");
            colour(path + ".colour", s.colour());
        }
        var initial = d.status(String.valueOf(d.initial())).orElse(null);
        check.that(
                initial != null
                        && initial.category() != null
                        && initial.category().isOpen(),
                "initial",
                "unknown",
                "A status in which work is open");
        check.that(
                d.statuses().stream()
                        .anyMatch(
                                s -> s.category() == StatusCategory.RESOLVED || s.category() == StatusCategory.CLOSED),
                "statuses",
                "required",
                "At least one status in which work is done");
    }

    private void transitions() {
        size("transitions", d.transitions(), 0, MOST_TRANSITIONS);
        var keys = new HashSet<String>();
        for (int i = 0; i < d.transitions().size(); i++) {
            Transition t = d.transitions().get(i);
            String path = "transitions[" + i + "]";
            key(path + ".key", t.key(), keys);
            check.text(path + ".name", t.name(), 60);
            check.that(!t.from().isEmpty(), path + ".from", "required", "At least one status");
            for (String from : t.from()) {
                check.that(
                        from.equals(Transition.ANY) || isStatus(from),
                        path + ".from",
                        "unknown",
                        "There is no status " + from);
            }
            check.that(isStatus(t.to()), path + ".to", "unknown", "There is no status " + t.to());
            check.that(COMMENTS.contains(t.comment()), path + ".comment", "unknown", "none, optional, note or reply");
            condition(path + ".condition", t.condition());
            for (String field : t.required()) {
                check.that(
                        fieldKeys.contains(field) || BuiltIn.requirable().contains(field),
                        path + ".required",
                        "unknown",
                        "There is no field " + field);
            }
            for (String field : t.asks()) {
                boolean known = fieldKeys.contains(field)
                        || DefaultForm.builtIn(FieldRole.AGENT).contains(field);
                check.that(known, path + ".asks", "unknown", "There is no field " + field);
            }
            effects(path, t);
        }
    }

    private void effects(String path, Transition t) {
        size(path + ".effects", t.effects(), 0, 20);
        for (int i = 0; i < t.effects().size(); i++) {
            var effect = t.effects().get(i);
            String at = path + ".effects[" + i + "]";
            check.that(
                    knowsEffect.test(String.valueOf(effect.kind())),
                    at + ".kind",
                    "unknown",
                    "Nothing happens by this name");
            if ("set".equals(effect.kind())) {
                String field = String.valueOf(effect.field());
                boolean known = fieldKeys.contains(field)
                        || DefaultForm.builtIn(FieldRole.AGENT).contains(field);
                check.that(known, at + ".field", "unknown", "There is no field " + field);
            }
        }
    }

    private void priorities() {
        var matrix = d.priorityMatrix();
        boolean good = matrix.size() == 3
                && matrix.stream()
                        .allMatch(row -> row != null
                                && row.size() == 3
                                && row.stream().allMatch(p -> p != null && p >= 1 && p <= 4));
        check.that(good, "priorityMatrix", "range", "Three rows of three priorities, 1 to 4");
    }

    private void fields() {
        size("fields", d.fields(), 0, MOST_FIELDS);
        var keys = new HashSet<String>();
        var ids = new HashSet<Object>();
        for (int i = 0; i < d.fields().size(); i++) {
            FieldDef f = d.fields().get(i);
            String path = "fields[" + i + "]";
            key(path + ".key", f.key(), keys);
            check.that(
                    !BuiltIn.NAMES.contains(String.valueOf(f.key())),
                    path + ".key",
                    "reserved",
                    "This name is built in");
            check.that(f.id() != null && ids.add(f.id()), path + ".id", "used", "Each field has an id of its own");
            check.text(path + ".name", f.name(), 100);
            check.optional(path + ".help", f.help(), 1_000);
            condition(path + ".condition", f.condition());
            if (f.kind() == FieldKind.ROLLUP) {
                check.that(
                        Linked.FUNCTIONS.contains(f.text("function", "count")),
                        path + ".config.function",
                        "unknown",
                        "One of " + String.join(", ", Linked.FUNCTIONS));
            }
            if (f.kind() == null) {
                check.error(path + ".kind", "required", "This is needed");
            } else {
                kind(path, f);
            }
        }
    }

    private void formulas() {
        if (d.fields().stream().allMatch(f -> f.kind() != null && f.key() != null)) {
            FormulaFields.of(d, check);
        }
    }

    private void kind(String path, FieldDef f) {
        FieldType type = FieldTypes.of(f);
        f.config().keySet().stream()
                .filter(name -> !type.settings().contains(name))
                .forEach(name -> check.error(path + ".config." + name, "unknown", "This kind has no such setting"));
        type.define(f, check, path);
        check.that(
                !type.computed() || !f.required(),
                path + ".required",
                "derived",
                "What is worked out cannot be asked for");
        boolean single = type.queryType(f) != io.steward.server.query.QueryType.TAGS && !type.computed();
        check.that(single || !f.unique(), path + ".unique", "unknown", "Only single values can be unique");
        if (f.defaultValue() != null && !f.defaultValue().isNull() && type.records() == null) {
            type.read(f, f.defaultValue(), check, path + ".defaultValue");
        }
    }

    private void form(String path, Form form, FieldRole audience) {
        size(path + ".sections", form.sections(), 0, MOST_SECTIONS);
        var keys = new HashSet<String>();
        var placed = new HashSet<String>();
        var builtIn = DefaultForm.builtIn(audience);
        for (int i = 0; i < form.sections().size(); i++) {
            var section = form.sections().get(i);
            String at = path + ".sections[" + i + "]";
            key(at + ".key", section.key(), keys);
            check.optional(at + ".title", section.title(), 100);
            check.optional(at + ".help", section.help(), 1_000);
            condition(at + ".condition", section.condition());
            for (int j = 0; j < section.fields().size(); j++) {
                String field = String.valueOf(section.fields().get(j).field());
                String place = at + ".fields[" + j + "]";
                check.that(
                        fieldKeys.contains(field) || builtIn.contains(field),
                        place,
                        "unknown",
                        "There is no field " + field);
                check.that(placed.add(field), place, "used", field + " is on the form already");
            }
        }
        check.that(
                form.sections().isEmpty() || placed.contains("title"),
                path,
                "required",
                "The form has to ask for the title");
    }

    private boolean isStatus(@Nullable String key) {
        return d.status(String.valueOf(key)).isPresent();
    }

    private void key(String path, @Nullable String key, Set<String> taken) {
        check.that(
                key != null && KEY.matcher(key).matches(),
                path,
                "unreadable",
                "Lower-case letters, digits and _, at most 40");
        check.that(taken.add(String.valueOf(key)), path, "used", "This stands twice");
    }

    private void condition(String path, @Nullable String query) {
        check.optional(path, query, LONGEST_CONDITION);
    }

    private void colour(String path, @Nullable String colour) {
        check.that(colour == null || colour.matches("#[0-9a-f]{6}"), path, "unreadable", "A colour such as #33aa66");
    }

    private void size(String path, List<?> list, int least, int most) {
        check.that(list.size() >= least && list.size() <= most, path, "range", "From " + least + " to " + most);
    }

    /** Every condition of a definition with the place where it stands. */
    public static Map<String, String> conditions(TicketType.Definition d) {
        var all = new LinkedHashMap<String, String>();
        for (int i = 0; i < d.transitions().size(); i++) {
            add(all, "transitions[" + i + "].condition", d.transitions().get(i).condition());
        }
        for (int i = 0; i < d.fields().size(); i++) {
            add(all, "fields[" + i + "].condition", d.fields().get(i).condition());
        }
        sections(all, "forms.requester", d.forms().requester());
        sections(all, "forms.agent", d.forms().agent());
        return all;
    }

    private static void sections(Map<String, String> all, String path, Form form) {
        for (int i = 0; i < form.sections().size(); i++) {
            add(
                    all,
                    path + ".sections[" + i + "].condition",
                    form.sections().get(i).condition());
        }
    }

    private static void add(Map<String, String> all, String path, @Nullable String condition) {
        if (condition != null && !condition.isBlank()) {
            all.put(path, condition);
        }
    }

    /**
     * The next definition with nothing lost of the last: fields that were taken away are retired, options that were taken
     * away are inactive, so that the values of old tickets keep their meaning and come back with their field.
     */
    public static TicketType.Definition keeping(TicketType.Definition before, TicketType.Definition next) {
        var fields = new ArrayList<FieldDef>();
        for (FieldDef f : next.fields()) {
            var old = before.fields().stream()
                    .filter(b -> b.key().equals(f.key()))
                    .findFirst();
            fields.add(old.isPresent() ? keeping(old.get(), f) : f);
        }
        before.fields().stream()
                .filter(b -> next.fields().stream().noneMatch(f -> f.key().equals(b.key())))
                .map(b -> with(b, b.id(), b.options(), true))
                .forEach(fields::add);
        return new TicketType.Definition(
                next.statuses(),
                next.transitions(),
                next.initial(),
                next.priorityMatrix(),
                fields,
                next.forms(),
                next.confidential());
    }

    private static FieldDef keeping(FieldDef before, FieldDef next) {
        var options = new ArrayList<>(next.options());
        before.options().stream()
                .filter(o -> next.option(o.key()).isEmpty())
                .map(o -> new FieldDef.Option(o.key(), o.name(), o.colour(), null, false))
                .forEach(options::add);
        return with(next, before.id(), options, next.retired());
    }

    /** Fields keep the id that their key is known by; a new one gets its own, whatever was sent with it. */
    public static TicketType.Definition identified(TicketType.Definition d, List<FieldDef> known) {
        var fields = d.fields().stream()
                .map(f -> with(
                        f,
                        known.stream()
                                .filter(k -> k.key().equals(f.key()))
                                .findFirst()
                                .map(FieldDef::id)
                                .orElseGet(Ids::next),
                        f.options(),
                        f.retired()))
                .toList();
        return new TicketType.Definition(
                d.statuses(), d.transitions(), d.initial(), d.priorityMatrix(), fields, d.forms(), d.confidential());
    }

    private static FieldDef with(FieldDef f, java.util.UUID id, List<FieldDef.Option> options, boolean retired) {
        return new FieldDef(
                id,
                f.key(),
                f.name(),
                f.kind(),
                f.help(),
                f.required(),
                f.defaultValue(),
                options,
                f.config(),
                f.condition(),
                f.read(),
                f.write(),
                f.indexed(),
                f.unique(),
                retired);
    }
}
