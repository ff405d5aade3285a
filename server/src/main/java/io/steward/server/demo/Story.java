package io.steward.server.demo;

import io.steward.server.identity.PersonRef;
import io.steward.server.journal.Audience;
import io.steward.server.journal.Journal;
import io.steward.server.journal.NewEntry;
import io.steward.server.platform.Actor;
import io.steward.server.platform.Cause;
import io.steward.server.platform.Ids;
import io.steward.server.platform.Sanitizer;
import io.steward.server.ticket.Category;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One ticket's life, told step by step until it ends or the present is reached. */
final class Story {
    static final Cause CAUSE = new Cause("demo", "Demo organisation");

    /** Where and about what. */
    record Setting(
            TicketType type, Category category, @Nullable UUID team, Script.Kind kind, String title, String text) {}

    private final UUID id;
    private final Setting setting;
    private final PersonRef requester;
    private final Instant created;
    private final Instant now;
    private final Channel channel;
    private final List<Journal.Past> history = new ArrayList<>();
    private Instant at;
    private Instant updated;
    private String status;
    private Instant statusSince;
    private final Map<String, Integer> statusMinutes = new LinkedHashMap<>();
    private @Nullable PersonRef assignee;
    private @Nullable Instant firstReplied;
    private @Nullable Instant resolved;
    private @Nullable Instant closed;
    private int reopened;
    private int replies;
    private boolean awaits = true;
    private @Nullable Integer rating;
    private @Nullable String comment;
    private @Nullable Instant rated;

    Story(Setting setting, PersonRef requester, Channel channel, Instant created, Instant now) {
        this.id = Ids.at(created);
        this.setting = setting;
        this.requester = requester;
        this.channel = channel;
        this.created = created;
        this.now = now;
        this.at = created;
        this.updated = created;
        this.statusSince = created;
        this.status = setting.type().initial().key();
        var data = Map.of("title", setting.title(), "channel", channel.key(), "requester", requester.id());
        entry(requester, "created", Audience.PUBLIC, setting.text(), data);
    }

    /** Lets time pass; false when the present is reached, and nothing more may happen. */
    boolean later(Duration by) {
        Instant next = at.plus(by);
        boolean past = next.isBefore(now);
        at = past ? next : at;
        return past;
    }

    void take(PersonRef agent) {
        change(agent, Audience.INTERNAL, "assignee", assignee == null ? null : assignee.name(), agent.name());
        assignee = agent;
    }

    void answer(PersonRef agent, String text) {
        entry(agent, "reply", Audience.PUBLIC, text, Map.of("channel", Channel.AGENT.key()));
        replies++;
        awaits = false;
        firstReplied = firstReplied == null ? at : firstReplied;
        if (status.equals(setting.type().initial().key())) {
            move(agent, "open");
        }
    }

    void note(PersonRef agent, String text) {
        entry(agent, "note", Audience.INTERNAL, text, Map.of("channel", Channel.AGENT.key()));
    }

    /** The requester answers: what waited or was resolved is open again. */
    void write(String text) {
        entry(requester, "reply", Audience.PUBLIC, text, Map.of("channel", channel.key()));
        if (category() == StatusCategory.RESOLVED) {
            reopened++;
            resolved = null;
        }
        if (category() != StatusCategory.OPEN && category() != StatusCategory.NEW) {
            move(requester, "open");
        }
        awaits = true;
    }

    void move(PersonRef by, String to) {
        String from = name(status);
        statusMinutes.merge(status, (int) Duration.between(statusSince, at).toMinutes(), Integer::sum);
        statusSince = at;
        status = to;
        if (category() == StatusCategory.RESOLVED) {
            resolved = at;
            awaits = false;
        } else if (category() == StatusCategory.CLOSED) {
            closed = at;
        }
        change(by, Audience.PUBLIC, "status", from, name(to));
    }

    void rate(int score, String words) {
        rating = score;
        comment = words.isEmpty() ? null : words;
        rated = at;
        entry(requester, "rated", Audience.INTERNAL, null, Map.of("score", score, "comment", words));
    }

    TicketImport.Imported told() {
        var type = setting.type();
        var kind = setting.kind();
        var ticket = new Ticket(
                id,
                "",
                type.id(),
                type.deskId(),
                setting.title(),
                Sanitizer.fromText(setting.text()),
                status,
                category(),
                kind.impact(),
                kind.urgency(),
                type.priority(kind.impact(), kind.urgency()),
                setting.category().id(),
                setting.team(),
                assignee == null ? null : assignee.id(),
                requester.id(),
                channel,
                kind.tags(),
                created,
                updated,
                firstReplied,
                resolved,
                closed,
                reopened,
                0,
                replies,
                awaits && category().isOpen(),
                rating,
                comment,
                rated,
                null,
                1,
                Map.of(),
                null,
                requester.id(),
                null,
                statusSince,
                Map.copyOf(statusMinutes),
                type.definition().confidential());
        return new TicketImport.Imported(ticket, history);
    }

    static int score(Random random) {
        double p = random.nextDouble();
        return p < 0.55 ? 5 : p < 0.82 ? 4 : p < 0.92 ? 3 : p < 0.97 ? 2 : 1;
    }

    private StatusCategory category() {
        return setting.type().status(status).orElseThrow().category();
    }

    private String name(String key) {
        return setting.type().status(key).orElseThrow().name();
    }

    private void change(PersonRef by, Audience audience, String field, @Nullable String from, String to) {
        var data = new LinkedHashMap<String, Object>();
        data.put(
                "changes",
                List.of(new Labels.Change(
                        field, from == null ? null : new Labels.Value(null, from), new Labels.Value(null, to))));
        data.put("category", category().key());
        entry(by, "changed", audience, null, data);
    }

    private void entry(PersonRef by, String kind, Audience audience, @Nullable String text, Map<String, ?> data) {
        updated = at;
        String body = text == null ? null : Sanitizer.fromText(text);
        var entry = new NewEntry(
                Ids.at(at), Tickets.SUBJECT, id, setting.type().deskId(), kind, audience, body, null, data);
        history.add(new Journal.Past(at, Actor.person(by.id(), by.name()), entry, CAUSE));
    }
}
