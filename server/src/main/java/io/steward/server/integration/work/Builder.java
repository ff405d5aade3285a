package io.steward.server.integration.work;

import io.steward.server.integration.Mapping;
import io.steward.server.integration.rules.Cells;
import io.steward.server.integration.store.ImportStore;
import io.steward.server.journal.Audience;
import io.steward.server.journal.Journal;
import io.steward.server.journal.NewEntry;
import io.steward.server.platform.Actor;
import io.steward.server.platform.Cause;
import io.steward.server.platform.Ids;
import io.steward.server.platform.Sanitizer;
import io.steward.server.ticket.Channel;
import io.steward.server.ticket.Labels;
import io.steward.server.ticket.StatusCategory;
import io.steward.server.ticket.Ticket;
import io.steward.server.ticket.TicketImport;
import io.steward.server.ticket.TicketType;
import io.steward.server.ticket.Tickets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Makes a ticket and its journal out of the rows that speak of it. */
final class Builder {
    private static final String UNKNOWN = "Unknown requester";

    /** Ids for the names in a batch of rows. */
    record Known(Map<String, UUID> people, Map<String, UUID> teams, Map<String, UUID> categories) {}

    private record State(
            String title,
            String status,
            int impact,
            int urgency,
            @Nullable String category,
            @Nullable String team,
            @Nullable String assignee) {}

    private final Cells cells;
    private final TicketType type;
    private final List<String> header;
    private final Cause cause;

    /** Columns that become no field: their changes are kept in the journal all the same. */
    private final int[] unmapped;

    Builder(Mapping mapping, Cells cells, TicketType type, List<String> header, Cause cause) {
        this.cells = cells;
        this.type = type;
        this.header = header;
        this.cause = cause;
        this.unmapped = IntStream.range(0, header.size())
                .filter(i -> mapping.columns().getOrDefault(header.get(i), "").isEmpty())
                .toArray();
    }

    TicketType type() {
        return type;
    }

    Cells cells() {
        return cells;
    }

    Cause cause() {
        return cause;
    }

    static String requester(Cells cells, List<String> row) {
        String written = cells.text(row, "requester");
        return written == null ? UNKNOWN : written;
    }

    TicketImport.Imported build(String key, List<ImportStore.Row> rows, Known known, Instant now) {
        List<String> last = rows.getLast().cells();
        var states = rows.stream().map(r -> state(key, r.cells())).toList();
        State end = states.getLast();
        var status = type.status(end.status()).orElseThrow();
        Instant created = rows.stream()
                .map(r -> cells.time(r.cells(), "created"))
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder())
                .orElse(now);
        Instant updated = max(created, time(last, created));
        UUID id = Ids.at(created);
        String description = Sanitizer.fromText(Objects.requireNonNullElse(cells.text(last, "description"), ""));
        boolean open = status.category().isOpen();
        var times = times(rows, states, created);
        var ticket = new Ticket(
                id,
                "",
                type.id(),
                type.deskId(),
                end.title(),
                description,
                status.key(),
                status.category(),
                end.impact(),
                end.urgency(),
                type.priority(end.impact(), end.urgency()),
                id(known.categories(), end.category()),
                id(known.teams(), end.team()),
                id(known.people(), end.assignee()),
                Objects.requireNonNull(known.people().get(requester(cells, last))),
                Channel.IMPORT,
                tags(last),
                created,
                updated,
                null,
                open ? null : cells.time(last, "resolved"),
                open ? null : cells.time(last, "closed"),
                most(rows, "reopened"),
                most(rows, "reassigned"),
                0,
                open && status.category() == StatusCategory.NEW,
                null,
                null,
                null,
                key,
                1,
                Map.of(),
                null,
                null,
                null,
                times.since(),
                times.minutes(),
                type.definition().confidential());
        return new TicketImport.Imported(ticket, history(key, id, rows, states, created, known, description));
    }

    /** Since when the ticket has its status, and whole minutes in those that it left. */
    private record StatusTimes(Instant since, Map<String, Integer> minutes) {}

    private StatusTimes times(List<ImportStore.Row> rows, List<State> states, Instant created) {
        Instant since = created;
        var minutes = new HashMap<String, Integer>();
        for (int i = 1; i < rows.size(); i++) {
            String left = states.get(i - 1).status();
            if (!states.get(i).status().equals(left)) {
                Instant at = max(since, time(rows.get(i).cells(), since));
                minutes.merge(left, (int) Duration.between(since, at).toMinutes(), Integer::sum);
                since = at;
            }
        }
        return new StatusTimes(since, minutes);
    }

    private List<Journal.Past> history(
            String key,
            UUID id,
            List<ImportStore.Row> rows,
            List<State> states,
            Instant created,
            Known known,
            String description) {
        var all = new ArrayList<Journal.Past>(rows.size());
        for (int i = 0; i < rows.size(); i++) {
            List<String> row = rows.get(i).cells();
            Instant at = i == 0 ? created : time(row, created);
            NewEntry entry = i == 0
                    ? created(key, id, states.getFirst(), at, description)
                    : changed(id, rows.get(i - 1).cells(), row, states.get(i - 1), states.get(i), at);
            all.add(new Journal.Past(at, actor(row, known), entry, cause));
        }
        return all;
    }

    private NewEntry created(String key, UUID id, State state, Instant at, String description) {
        var data = Map.of("title", state.title(), "channel", "import", "external", key);
        return new NewEntry(
                Ids.at(at), Tickets.SUBJECT, id, type.deskId(), "created", Audience.PUBLIC, description, null, data);
    }

    private NewEntry changed(UUID id, List<String> before, List<String> row, State a, State b, Instant at) {
        var changes = new ArrayList<Labels.Change>();
        add(changes, "title", a.title(), b.title());
        add(changes, "status", name(a.status()), name(b.status()));
        add(changes, "impact", "" + a.impact(), "" + b.impact());
        add(changes, "urgency", "" + a.urgency(), "" + b.urgency());
        add(changes, "category", a.category(), b.category());
        add(changes, "team", a.team(), b.team());
        add(changes, "assignee", a.assignee(), b.assignee());
        for (int i : unmapped) {
            if (i < before.size() && i < row.size()) {
                add(changes, header.get(i), before.get(i), row.get(i));
            }
        }
        boolean moved = !a.status().equals(b.status());
        var data = new LinkedHashMap<String, Object>();
        data.put("changes", changes);
        data.put("category", type.status(b.status()).orElseThrow().category().key());
        return new NewEntry(
                Ids.at(at),
                Tickets.SUBJECT,
                id,
                type.deskId(),
                "changed",
                moved ? Audience.PUBLIC : Audience.INTERNAL,
                null,
                null,
                data);
    }

    private static void add(List<Labels.Change> all, String field, @Nullable String from, @Nullable String to) {
        if (!Objects.equals(from, to)) {
            all.add(new Labels.Change(
                    field,
                    from == null ? null : new Labels.Value(null, from),
                    to == null ? null : new Labels.Value(null, to)));
        }
    }

    private Actor actor(List<String> row, Known known) {
        String written = cells.text(row, "actor");
        UUID id = written == null ? null : known.people().get(written);
        return written == null || id == null ? Actor.SYSTEM : Actor.person(id, written);
    }

    private State state(String key, List<String> row) {
        String title = cells.text(row, "title");
        String status = cells.status(row);
        String known =
                status == null || type.status(status).isEmpty() ? type.initial().key() : status;
        String oneLine = title == null ? type.name() + " " + key : title.replaceAll("\\s+", " ");
        return new State(
                oneLine.length() > 250 ? oneLine.substring(0, 250) : oneLine,
                known,
                level(row, "impact"),
                level(row, "urgency"),
                cells.text(row, "category"),
                cells.text(row, "team"),
                cells.text(row, "assignee"));
    }

    private int level(List<String> row, String field) {
        Integer given = cells.number(row, field);
        return given == null ? 2 : Math.clamp(given, 1, 3);
    }

    private int most(List<ImportStore.Row> rows, String field) {
        return rows.stream()
                .map(r -> cells.number(r.cells(), field))
                .filter(Objects::nonNull)
                .mapToInt(Integer::intValue)
                .max()
                .orElse(0);
    }

    private Instant time(List<String> row, Instant otherwise) {
        Instant at = cells.time(row, "updated");
        return at == null ? otherwise : at;
    }

    private static Instant max(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }

    private List<String> tags(List<String> row) {
        String written = cells.text(row, "tags");
        return written == null
                ? List.of()
                : Arrays.stream(written.split("[,;]"))
                        .map(String::strip)
                        .filter(s -> !s.isEmpty())
                        .limit(20)
                        .toList();
    }

    private String name(String key) {
        return type.status(key).map(TicketType.Status::name).orElse(key);
    }

    private static @Nullable UUID id(Map<String, UUID> known, @Nullable String name) {
        return name == null ? null : known.get(name);
    }
}
