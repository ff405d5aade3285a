package io.steward.server.ticket;

import io.steward.server.journal.Audience;
import io.steward.server.journal.Journal;
import io.steward.server.journal.NewEntry;
import io.steward.server.platform.Check;
import io.steward.server.platform.Context;
import io.steward.server.platform.Database;
import io.steward.server.platform.FileStore;
import io.steward.server.platform.Ids;
import io.steward.server.platform.Problem;
import io.steward.server.platform.Sanitizer;
import io.steward.server.platform.StoredFile;
import io.steward.server.platform.Tx;
import io.steward.server.ticket.rules.Draft;
import io.steward.server.ticket.rules.FieldChange;
import io.steward.server.ticket.rules.Tags;
import io.steward.server.ticket.store.Around;
import io.steward.server.ticket.store.Numbers;
import io.steward.server.ticket.store.TicketStore;
import io.steward.server.ticket.store.Visible;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The one way to create and change tickets. Every channel comes through here; state and journal are written in one
 * transaction.
 */
@Component
public class Tickets {
    /** The journal's name for a ticket. */
    public static final String SUBJECT = "ticket";

    private final Database database;
    private final TicketStore store;
    private final Around around;
    private final Numbers numbers;
    private final Types types;
    private final Labels labels;
    private final Journal journal;
    private final FileStore files;
    private final References references;
    private final Steps steps;

    Tickets(
            Database database,
            TicketStore store,
            Around around,
            Numbers numbers,
            Types types,
            Labels labels,
            Journal journal,
            FileStore files,
            References references,
            Steps steps) {
        this.database = database;
        this.store = store;
        this.around = around;
        this.numbers = numbers;
        this.types = types;
        this.labels = labels;
        this.journal = journal;
        this.files = files;
        this.references = references;
        this.steps = steps;
    }

    public Ticket create(Context context, CreateTicket command, Consumer<Tx> also) {
        return database.write(context.tenant(), tx -> {
            also.accept(tx);
            return create(tx, context, command);
        });
    }

    /** @throws Problem when something is wrong with the command, or the actor may not create this */
    public Ticket create(Tx tx, Context context, CreateTicket c) {
        TicketType type = types.get(context.tenant(), c.typeId());
        boolean agent = context.rights().worksOn(type.deskId());
        if (!agent && !(type.portal() && context.isActor(c.requesterId()))) {
            throw Problem.forbidden("You may not create this");
        }
        var check = new Check();
        String title = check.text("title", oneLine(c.title()), 250);
        String description = body(check, "description", c.description());
        int impact = level(check, "impact", c.impact(), 3);
        int urgency = level(check, "urgency", c.urgency(), 3);
        List<String> tags = Tags.checked(check, c.tags());
        references.check(tx, check, type.deskId(), c.categoryId(), c.teamId(), c.assigneeId());
        references.requester(tx, check, c.requesterId());
        check.done();
        UUID id = Ids.next();
        UUID entry = Ids.next();
        List<StoredFile> attached = own(tx, context, c.attachments());
        var initial = type.initial();
        Instant at = context.at();
        var ticket = new Ticket(
                id,
                numbers.next(tx, type.prefix()),
                type.id(),
                type.deskId(),
                title,
                description,
                initial.key(),
                initial.category(),
                impact,
                urgency,
                type.priority(impact, urgency),
                c.categoryId(),
                c.teamId(),
                c.assigneeId(),
                c.requesterId(),
                c.channel(),
                tags,
                at,
                at,
                null,
                null,
                null,
                0,
                0,
                0,
                true,
                null,
                null,
                null,
                c.externalId(),
                1);
        store.insert(tx, ticket);
        attach(tx, attached, id, entry, Audience.PUBLIC, description, at);
        var data = new LinkedHashMap<String, Object>();
        data.put("number", ticket.number());
        data.put("title", title);
        data.put("channel", c.channel().key());
        data.put("requester", c.requesterId());
        journal.append(
                tx,
                context,
                new NewEntry(
                        entry, SUBJECT, id, type.deskId(), "created", Audience.PUBLIC, description, c.folded(), data));
        steps.created(tx, context, ticket);
        return ticket;
    }

    /** Changes fields; {@code version} is the one the change is based on. */
    public Ticket change(Context context, UUID id, ChangeTicket command, int version) {
        return database.write(context.tenant(), tx -> {
            Ticket before = store.find(tx, id, Visible.workedBy(context.rights()))
                    .orElseThrow(() -> Problem.notFound("ticket"));
            if (before.version() != version) {
                throw Problem.stale(before);
            }
            return change(tx, context, before, command);
        });
    }

    private Ticket change(Tx tx, Context context, Ticket before, ChangeTicket command) {
        var type = types.get(context.tenant(), before.typeId());
        var draft = new Draft(before, type);
        var check = new Check();
        command.applyTo(draft, check, context.at());
        references.check(
                tx,
                check,
                before.deskId(),
                changed(before.categoryId(), draft.categoryId),
                changed(before.teamId(), draft.teamId),
                changed(before.assigneeId(), draft.assigneeId));
        if (!draft.requesterId.equals(before.requesterId())) {
            references.requester(tx, check, draft.requesterId);
        }
        check.done();
        Ticket after = draft.build(context.at());
        List<FieldChange> changes = FieldChange.between(before, after);
        if (changes.isEmpty()) {
            return before;
        }
        save(tx, context, before, after);
        journal.appendAll(tx, context, changeEntries(tx, after, changes));
        return after;
    }

    /** A public reply. Agents of the desk and those who follow the ticket may; a requester's reply reopens. */
    public Posted reply(Context context, UUID id, AddReply command, Consumer<Tx> also) {
        return database.write(context.tenant(), tx -> {
            also.accept(tx);
            return reply(tx, context, id, command);
        });
    }

    public Posted reply(Tx tx, Context context, UUID id, AddReply c) {
        Ticket before = locked(tx, context, id);
        boolean agent = context.rights().worksOn(before.deskId())
                && !(context.isActor(before.requesterId()) && c.channel().isRequesters());
        if (!agent && c.status() != null) {
            throw Problem.forbidden("Only agents may set the status");
        }
        return post(tx, context, before, c, "reply", Audience.PUBLIC, draft -> {
            if (agent) {
                draft.answered(context.at());
            } else {
                draft.requesterWrote(context.at());
            }
        });
    }

    /** An internal note, for the desk's agents only. */
    public Posted note(Context context, UUID id, AddReply c, Consumer<Tx> also) {
        return database.write(context.tenant(), tx -> {
            also.accept(tx);
            Ticket before = store.lock(tx, id, Visible.workedBy(context.rights()))
                    .orElseThrow(() -> Problem.notFound("ticket"));
            return post(tx, context, before, c, "note", Audience.INTERNAL, draft -> {});
        });
    }

    private Posted post(
            Tx tx, Context context, Ticket before, AddReply c, String kind, Audience audience, Consumer<Draft> effect) {
        var check = new Check();
        String body = body(check, "body", c.body());
        check.that(!body.isBlank() || !c.attachments().isEmpty(), "body", "required", "Please write something");
        check.done();
        var type = types.get(context.tenant(), before.typeId());
        var draft = new Draft(before, type);
        effect.accept(draft);
        if (c.status() != null) {
            draft.move(c.status(), context.at());
        }
        Ticket after = draft.build(context.at());
        UUID entry = c.entryId() == null ? Ids.next() : c.entryId();
        List<StoredFile> attached = own(tx, context, c.attachments());
        save(tx, context, before, after);
        attach(tx, attached, before.id(), entry, audience, body, context.at());
        var entries = new ArrayList<NewEntry>();
        entries.add(new NewEntry(
                entry,
                SUBJECT,
                before.id(),
                before.deskId(),
                kind,
                audience,
                body,
                c.folded(),
                Map.of("channel", c.channel().key())));
        entries.addAll(changeEntries(tx, after, FieldChange.between(before, after)));
        long seq = journal.appendAll(tx, context, entries).getFirst();
        return new Posted(after, entry, seq);
    }

    /** The requester says that it is not done after all. */
    public Ticket reopen(Context context, UUID id, String body) {
        return database.write(context.tenant(), tx -> {
            Ticket before = locked(tx, context, id);
            var type = types.get(context.tenant(), before.typeId());
            if (before.statusCategory().isOpen()) {
                throw Problem.conflict("This is open already");
            }
            var open = type.next(before.status(), StatusCategory.OPEN)
                    .orElseThrow(() -> Problem.conflict("This can no longer be reopened; please report it anew"));
            return post(
                            tx,
                            context,
                            before,
                            AddReply.of(body, Channel.PORTAL),
                            "reply",
                            Audience.PUBLIC,
                            draft -> draft.move(open.key(), context.at()))
                    .ticket();
        });
    }

    /** The requester says that it is done. */
    public Ticket close(Context context, UUID id) {
        return database.write(context.tenant(), tx -> {
            Ticket before = locked(tx, context, id);
            var type = types.get(context.tenant(), before.typeId());
            var draft = new Draft(before, type);
            if (before.statusCategory().isOpen()) {
                type.next(before.status(), StatusCategory.RESOLVED).ifPresent(s -> draft.move(s.key(), context.at()));
            }
            var closed = type.next(draft.status, StatusCategory.CLOSED)
                    .orElseThrow(() -> Problem.conflict("This cannot be closed from here"));
            draft.move(closed.key(), context.at());
            Ticket after = draft.build(context.at());
            save(tx, context, before, after);
            journal.appendAll(tx, context, changeEntries(tx, after, FieldChange.between(before, after)));
            return after;
        });
    }

    /** How content the requester was, 1 to 5; may be given again. */
    public Ticket rate(Context context, UUID id, int score, @Nullable String comment) {
        var check = new Check();
        check.that(score >= 1 && score <= 5, "score", "range", "From 1 to 5");
        String word = check.optional("comment", comment, 2_000);
        check.done();
        return database.write(context.tenant(), tx -> {
            Ticket before = locked(tx, context, id);
            if (!context.isActor(before.requesterId()) && !context.rights().all()) {
                throw Problem.forbidden("Only who asked may rate");
            }
            if (before.resolved() == null) {
                throw Problem.conflict("This is not resolved yet");
            }
            store.rate(tx, id, score, word.isEmpty() ? null : word, context.at());
            journal.append(
                    tx,
                    context,
                    NewEntry.of(SUBJECT, id, before.deskId(), "rated", Map.of("score", score, "comment", word)));
            return store.find(tx, id, DSL.noCondition()).orElseThrow();
        });
    }

    public void watch(Context context, UUID id, UUID person, boolean watch) {
        database.run(context.tenant(), tx -> {
            Ticket ticket = worked(tx, context, id);
            var check = new Check();
            references.requester(tx, check, person);
            check.done();
            boolean did = watch ? around.watch(tx, id, person) : around.unwatch(tx, id, person);
            if (did) {
                store.touch(tx, id, context.at());
                journal.append(
                        tx,
                        context,
                        NewEntry.of(
                                SUBJECT,
                                id,
                                ticket.deskId(),
                                watch ? "watched" : "unwatched",
                                Map.of("person", labels.person(tx, person))));
            }
        });
    }

    public void link(Context context, UUID id, LinkKind kind, String number) {
        database.run(context.tenant(), tx -> {
            Ticket from = worked(tx, context, id);
            Ticket to = store.byNumber(tx, number.strip().toUpperCase(Locale.ROOT), Visible.workedBy(context.rights()))
                    .orElseThrow(() -> Problem.invalid("number", "unknown", "There is no such ticket"));
            if (from.id().equals(to.id())) {
                throw Problem.invalid("number", "self", "A ticket cannot be linked to itself");
            }
            if (around.link(tx, Ids.next(), kind, id, to.id())) {
                linked(tx, context, from, to, kind, "linked");
            }
        });
    }

    public void unlink(Context context, UUID id, UUID linkId) {
        database.run(context.tenant(), tx -> {
            Ticket from = worked(tx, context, id);
            Link link = around.links(tx, id).stream()
                    .filter(l -> l.id().equals(linkId))
                    .findFirst()
                    .orElseThrow(() -> Problem.notFound("link"));
            Ticket other = store.find(tx, link.otherId(), Visible.workedBy(context.rights()))
                    .orElseThrow(() -> Problem.notFound("link"));
            around.unlink(tx, linkId);
            linked(tx, context, from, other, link.kind(), "unlinked");
        });
    }

    private void linked(Tx tx, Context context, Ticket from, Ticket to, LinkKind kind, String what) {
        store.touch(tx, from.id(), context.at());
        store.touch(tx, to.id(), context.at());
        journal.appendAll(
                tx,
                context,
                List.of(
                        NewEntry.of(
                                SUBJECT,
                                from.id(),
                                from.deskId(),
                                what,
                                Map.of("label", kind.label(true), "number", to.number(), "ticket", to.id())),
                        NewEntry.of(
                                SUBJECT,
                                to.id(),
                                to.deskId(),
                                what,
                                Map.of("label", kind.label(false), "number", from.number(), "ticket", from.id()))));
    }

    private Ticket worked(Tx tx, Context context, UUID id) {
        return store.find(tx, id, Visible.workedBy(context.rights())).orElseThrow(() -> Problem.notFound("ticket"));
    }

    private Ticket locked(Tx tx, Context context, UUID id) {
        return store.lock(tx, id, Visible.writableBy(context)).orElseThrow(() -> Problem.notFound("ticket"));
    }

    private void save(Tx tx, Context context, Ticket before, Ticket after) {
        steps.before(tx, context, before, after);
        if (!store.update(tx, after, before.version())) {
            throw Problem.stale(before);
        }
        steps.after(tx, context, before, after);
    }

    /** A status change is everybody's business; other fields are the desk's. */
    private List<NewEntry> changeEntries(Tx tx, Ticket after, List<FieldChange> changes) {
        var entries = new ArrayList<NewEntry>();
        for (Audience audience : Audience.values()) {
            var part = changes.stream()
                    .filter(c -> (c.field() == TicketField.STATUS) == (audience == Audience.PUBLIC))
                    .toList();
            if (!part.isEmpty()) {
                var data = Map.of(
                        "changes",
                        labels.readable(tx, after, part),
                        "category",
                        after.statusCategory().key());
                entries.add(new NewEntry(
                        Ids.next(), SUBJECT, after.id(), after.deskId(), "changed", audience, null, null, data));
            }
        }
        return entries;
    }

    /** Files that the actor uploaded and nobody attached yet. */
    private List<StoredFile> own(Tx tx, Context context, List<UUID> ids) {
        if (ids.size() > 50) {
            throw Problem.invalid("attachments", "too-many", "At most 50 files at once");
        }
        var found = new ArrayList<StoredFile>();
        for (UUID id : new LinkedHashSet<>(ids)) {
            StoredFile file = files.find(tx, id)
                    .filter(f -> Objects.equals(f.ownerId(), context.actor().id()))
                    .orElseThrow(() -> Problem.invalid("attachments", "unknown", "There is no such file of yours"));
            found.add(file);
        }
        return found;
    }

    private void attach(
            Tx tx, List<StoredFile> attached, UUID ticket, UUID entry, Audience audience, String body, Instant at) {
        for (StoredFile file : attached) {
            try {
                around.attach(
                        tx,
                        file.id(),
                        ticket,
                        entry,
                        audience,
                        body.contains(file.id().toString()),
                        at);
            } catch (org.jooq.exception.IntegrityConstraintViolationException e) {
                throw Problem.invalid("attachments", "used", "This file is attached already");
            }
        }
    }

    private static @Nullable UUID changed(@Nullable UUID before, @Nullable UUID after) {
        return Objects.equals(before, after) ? null : after;
    }

    private static int level(Check check, String field, @Nullable Integer given, int otherwise) {
        int level = given == null ? otherwise : given;
        check.that(level >= 1 && level <= 3, field, "range", "From 1 (high) to 3 (low)");
        return Math.clamp(level, 1, 3);
    }

    static String body(Check check, String field, @Nullable String html) {
        if (html != null && html.length() > Sanitizer.LONGEST) {
            check.error(field, "too-long", "At most " + Sanitizer.LONGEST + " characters");
            return "";
        }
        return Sanitizer.html(html);
    }

    static @Nullable String oneLine(@Nullable String text) {
        return text == null ? null : text.replaceAll("\\s+", " ");
    }
}
