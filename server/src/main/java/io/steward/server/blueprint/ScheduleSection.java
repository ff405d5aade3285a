package io.steward.server.blueprint;

import io.steward.server.blueprint.rules.Shapes;
import io.steward.server.blueprint.rules.Trouble;
import io.steward.server.blueprint.rules.TypeFile;
import io.steward.server.platform.Problem;
import io.steward.server.platform.Sanitizer;
import io.steward.server.task.ScheduledTicket;
import io.steward.server.task.ScheduledTickets;
import io.steward.server.task.rules.Schedule;
import io.steward.server.ticket.TicketType;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** The tickets that the calendar creates, by name. Without people in the file, the requester of a new one is who applies it. */
@Component
@Order(50)
class ScheduleSection implements Section {
    record ScheduledFile(
            @Nullable String name,
            @Nullable Boolean active,
            @Nullable WantedFile ticket,
            @Nullable WhenFile when) {
        ScheduledFile {
            name = TypeFile.strip(name);
            active = Boolean.FALSE.equals(active) ? active : null;
        }
    }

    /** @param category the way to it from the root */
    record WantedFile(
            @Nullable String type,
            @Nullable String title,
            @Nullable String description,
            @Nullable String requester,
            @Nullable Integer impact,
            @Nullable Integer urgency,
            @Nullable List<String> category,
            @Nullable String team,
            @Nullable String assignee,
            @Nullable List<String> tags,
            @Nullable JsonNode fields) {
        WantedFile {
            title = title == null ? null : title.replaceAll("\\s+", " ").strip();
            description = description == null ? null : Sanitizer.html(description);
            fields = fields == null || fields.isNull() || (fields.isObject() && fields.isEmpty())
                    ? null
                    : FieldNames.sorted(fields);
        }
    }

    record WhenFile(
            @Nullable String kind,
            @Nullable Integer interval,
            @Nullable List<String> weekdays,
            @Nullable Integer dayOfMonth,
            @Nullable Integer month,
            @Nullable String time,
            @Nullable String zone,
            @Nullable String start,
            @Nullable String end) {
        WhenFile {
            interval = interval == null || interval == 1 ? null : interval;
        }
    }

    private final ScheduledTickets schedules;
    private final DeskNames names;
    private final FieldNames fields;

    ScheduleSection(ScheduledTickets schedules, DeskNames names, FieldNames fields) {
        this.schedules = schedules;
        this.names = names;
        this.fields = fields;
    }

    @Override
    public String name() {
        return "scheduledTickets";
    }

    @Override
    public JsonNode export(Scope scope) {
        return Shapes.tree(there(scope).stream().map(s -> file(scope, s)).toList());
    }

    private List<ScheduledTicket> there(Scope scope) {
        return schedules.all(scope.tx(), scope.context(), scope.desk().id()).stream()
                .sorted(Comparator.comparing(ScheduledTicket::name))
                .toList();
    }

    private ScheduledFile file(Scope scope, ScheduledTicket s) {
        var t = s.ticket();
        var w = s.schedule();
        return new ScheduledFile(
                s.name(),
                s.active(),
                new WantedFile(
                        names.type(scope, t.typeId()),
                        t.title(),
                        t.description(),
                        names.email(scope, t.requesterId()),
                        t.impact(),
                        t.urgency(),
                        names.category(scope, t.categoryId()),
                        names.team(scope, t.teamId()),
                        names.email(scope, t.assigneeId()),
                        t.tags(),
                        fields.named(scope, types(scope, t.typeId()), tree(t.fields()))),
                new WhenFile(
                        lower(w.kind()),
                        w.interval(),
                        w.weekdays().stream().map(ScheduleSection::lower).toList(),
                        w.dayOfMonth(),
                        w.month(),
                        w.time().toString(),
                        w.zone().getId(),
                        w.start().toString(),
                        w.end() == null ? null : w.end().toString()));
    }

    private static JsonNode tree(Map<String, JsonNode> fields) {
        return JsonNodeFactory.instance.objectNode().setAll(fields);
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public JsonNode plan(@Nullable Scope scope, JsonNode given, Trouble trouble) {
        var wanted = Shapes.list(given, ScheduledFile.class, name(), trouble);
        wanted.sort(Comparator.comparing(t -> String.valueOf(t.name())));
        return Shapes.tree(wanted);
    }

    @Override
    public void apply(Scope scope, JsonNode wanted, Trouble trouble) {
        var left = new ArrayList<>(there(scope));
        var all = Shapes.list(wanted, ScheduledFile.class, name(), trouble);
        for (int i = 0; i < all.size(); i++) {
            ScheduledFile w = all.get(i);
            ScheduledTicket now = left.stream()
                    .filter(t -> t.name().equals(w.name()))
                    .findFirst()
                    .orElse(null);
            left.remove(now);
            if (now == null || !Shapes.tree(file(scope, now)).equals(Shapes.tree(w))) {
                Problems.at(name() + "[" + i + "].", () -> save(scope, w, now, trouble));
            }
        }
        left.forEach(t -> schedules.delete(scope.context(), t.id()));
    }

    private void save(Scope scope, ScheduledFile w, @Nullable ScheduledTicket now, Trouble trouble) {
        var t = w.ticket();
        var when = w.when();
        if (t == null || when == null) {
            throw Problem.invalid(t == null ? "ticket" : "when", "required", "This is needed");
        }
        UUID requester = names.person(scope, "ticket.requester", t.requester());
        if (requester == null) {
            requester = now == null ? scope.context().personId() : now.ticket().requesterId();
        }
        UUID assignee = names.person(scope, "ticket.assignee", t.assignee());
        if (assignee == null && now != null && !scope.people()) {
            assignee = now.ticket().assigneeId();
        }
        UUID type = names.type(scope, "ticket.type", t.type());
        var values = now == null
                ? new HashMap<String, JsonNode>()
                : map(FieldNames.kept(types(scope, type), tree(now.ticket().fields())));
        if (t.fields() != null) {
            values.putAll(map(fields.values(scope, types(scope, type), "ticket.fields", t.fields())));
        }
        missing(scope, w, type, values, trouble);
        var wanted = new ScheduledTicket.Wanted(
                type,
                Objects.requireNonNullElse(t.title(), ""),
                Objects.requireNonNullElse(t.description(), ""),
                requester,
                t.impact(),
                t.urgency(),
                names.category(scope, "ticket.category", t.category()),
                names.team(scope, "ticket.team", t.team()),
                assignee,
                t.tags() == null ? List.of() : t.tags(),
                values);
        var given = new ScheduledTickets.Given(
                scope.desk().id(), w.name(), !Boolean.FALSE.equals(w.active()), wanted, schedule(when), false);
        if (now == null) {
            schedules.create(scope.context(), given, tx -> {});
        } else {
            schedules.change(scope.context(), now.id(), given, now.version());
        }
    }

    private static Map<String, JsonNode> map(JsonNode fields) {
        var all = new HashMap<String, JsonNode>();
        fields.properties().forEach(p -> all.put(p.getKey(), p.getValue()));
        return all;
    }

    /** The one type, whatever others have under the same keys. */
    private List<TicketType> types(Scope scope, UUID id) {
        return names.types(scope).stream().filter(t -> t.id().equals(id)).toList();
    }

    /** Tells of what its tickets need and a file cannot name. */
    private void missing(Scope scope, ScheduledFile w, UUID type, Map<String, JsonNode> values, Trouble trouble) {
        var types = types(scope, type);
        types.stream()
                .flatMap(t -> t.fields().stream())
                .filter(f -> f.required() && !values.containsKey(f.key()) && FieldNames.isUnnamed(types, f.key()))
                .forEach(f -> trouble.notice("The scheduled ticket “" + w.name() + "” needs “" + f.name()
                        + "”, which a file cannot name; set it in the program"));
    }

    private static Schedule schedule(WhenFile w) {
        try {
            return new Schedule(
                    Schedule.Kind.valueOf(upper(w.kind())),
                    w.interval() == null ? 1 : w.interval(),
                    w.weekdays() == null
                            ? List.of()
                            : w.weekdays().stream()
                                    .map(d -> DayOfWeek.valueOf(upper(d)))
                                    .sorted()
                                    .distinct()
                                    .toList(),
                    w.dayOfMonth(),
                    w.month(),
                    LocalTime.parse(String.valueOf(w.time())),
                    ZoneId.of(String.valueOf(w.zone())),
                    LocalDate.parse(String.valueOf(w.start())),
                    w.end() == null ? null : LocalDate.parse(w.end()));
        } catch (DateTimeException | IllegalArgumentException e) {
            throw Problem.invalid(
                    "when", "unreadable", "A kind, a time such as 09:30, a zone and a start such as 2026-11-28");
        }
    }

    private static String upper(@Nullable String text) {
        return String.valueOf(text).toUpperCase(Locale.ROOT);
    }
}
