package io.steward.server.ticket;

import io.steward.server.journal.Audience;
import io.steward.server.journal.Journal;
import io.steward.server.journal.NewEntry;
import io.steward.server.platform.ActorKind;
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
import io.steward.server.ticket.rules.fields.FieldTypes;
import io.steward.server.ticket.store.Around;
import io.steward.server.ticket.store.MergeStore;
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
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * The one way to create and change tickets. Every channel comes through here; state and journal are written in one
 * transaction.
 */
@Component
public class Tickets {
    /** The journal's name for a ticket. */
    public static final String SUBJECT = "ticket";

    /** In what the journal keeps of a reply: the desk wrote it. */
    static final String ANSWER = "answer";

    /** In what the journal keeps of a reply: nobody wrote it, a rule did. It is no answer to who asked. */
    static final String AUTOMATIC = "automatic";

    private final Database database;
    private final TicketStore store;
    private final Around around;
    private final Numbers numbers;
    private final Types types;
    private final Labels labels;
    private final Journal journal;
    private final FileStore files;
    private final References references;
    private final CustomFields customFields;
    private final Forms forms;
    private final Workflow workflow;
    private final Mentions mentions;
    private final Steps steps;
    private final MergeStore merges;

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
            CustomFields customFields,
            Forms forms,
            Workflow workflow,
            Mentions mentions,
            Steps steps,
            MergeStore merges) {
        this.database = database;
        this.store = store;
        this.around = around;
        this.numbers = numbers;
        this.types = types;
        this.labels = labels;
        this.journal = journal;
        this.files = files;
        this.references = references;
        this.customFields = customFields;
        this.forms = forms;
        this.workflow = workflow;
        this.mentions = mentions;
        this.steps = steps;
        this.merges = merges;
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
        check.that(type.active(), "typeId", "inactive", "This is no longer in use");
        var fields = customFields.initial(type);
        customFields.put(tx, context, type, fields, c.fields(), check);
        UUID id = Ids.next();
        UUID entry = Ids.next();
        var initial = type.initial();
        Instant at = context.at();
        var asked = new Ticket(
                id,
                "",
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
                1,
                Map.copyOf(fields),
                null,
                context.actor().id(),
                context.actor().id(),
                at,
                Map.of(),
                type.definition().confidential());
        if (c.channel().isFilledIn()) {
            var audience = c.channel() == Channel.PORTAL ? FieldRole.REQUESTER : FieldRole.AGENT;
            fields = forms.asked(context, tx, type, audience, asked, check);
        }
        check.done();
        List<StoredFile> attached = own(tx, context, c.attachments(), description);
        customFields.number(tx, type, fields);
        Ticket unassigned = asked.withFields(fields).withNumber(numbers.next(tx, type.prefix()));
        var chosen = steps.choose(tx, context, unassigned);
        Ticket ticket = chosen == null ? unassigned : unassigned.given(chosen.teamId(), chosen.assigneeId());
        store.insert(tx, ticket);
        customFields.saved(tx, context, type, Map.of(), ticket);
        attach(tx, attached, id, entry, Audience.PUBLIC, description, at);
        var data = new LinkedHashMap<String, Object>();
        data.put("number", ticket.number());
        data.put("title", title);
        data.put("channel", c.channel().key());
        data.put("requester", c.requesterId());
        if (c.assigneeId() != null) {
            data.put("assignee", c.assigneeId());
        }
        journal.append(
                tx,
                context,
                new NewEntry(
                        entry, SUBJECT, id, type.deskId(), "created", Audience.PUBLIC, description, c.folded(), data));
        if (chosen != null) {
            journal.append(
                    tx,
                    Context.system(context.tenant(), at, chosen.cause()),
                    NewEntry.of(SUBJECT, id, type.deskId(), "assigned", chosen.data()));
        }
        steps.created(tx, context, ticket);
        return ticket;
    }

    /**
     * A ticket as it would be with what is filled in so far, good or not: for conditions of forms. Nothing is kept.
     *
     * @param there the ticket that is being changed; null for a new one
     * @param values built-in properties as in a change, and {@code fields}
     */
    public Ticket filled(Context context, TicketType type, @Nullable Ticket there, @Nullable JsonNode values) {
        Ticket ticket = there == null ? blank(context, type) : there;
        if (values == null || !values.isObject()) {
            return ticket;
        }
        var fields = new LinkedHashMap<>(ticket.fields());
        values.path("fields")
                .properties()
                .forEach(e -> type.field(e.getKey()).ifPresent(field -> {
                    JsonNode good = e.getValue().isNull()
                            ? null
                            : FieldTypes.of(field).read(field, e.getValue(), new Check(), field.key());
                    if (good == null) {
                        fields.remove(field.key());
                    } else {
                        fields.put(field.key(), good);
                    }
                }));
        var draft = new Draft(ticket.withFields(fields), type);
        TicketPatch.lenient(values).applyTo(draft, new Check(), context.at());
        return draft.build(context.at());
    }

    private Ticket blank(Context context, TicketType type) {
        UUID nobody = new UUID(0, 0);
        UUID person = context.actor().id();
        var initial = type.initial();
        Instant at = context.at();
        return new Ticket(
                nobody,
                "",
                type.id(),
                type.deskId(),
                "",
                "",
                initial.key(),
                initial.category(),
                3,
                3,
                type.priority(3, 3),
                null,
                null,
                null,
                person == null ? nobody : person,
                Channel.AGENT,
                List.of(),
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
                null,
                1,
                customFields.initial(type),
                null,
                person,
                person,
                at,
                Map.of(),
                type.definition().confidential());
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

    /** Says what is to change once the ticket is there, and held so that nobody else changes it. */
    @FunctionalInterface
    public interface Decision {
        ChangeTicket of(Tx tx, Ticket ticket);
    }

    /** Changes a ticket as it is now, whatever its version. */
    public Ticket change(Context context, UUID id, Decision decision) {
        return database.write(context.tenant(), tx -> {
            Ticket before = held(tx, context, id);
            return change(tx, context, before, decision.of(tx, before));
        });
    }

    /** As {@link #change(Context, UUID, Decision)}, as a part of a transaction. */
    public Ticket change(Tx tx, Context context, UUID id, ChangeTicket command) {
        return change(tx, context, held(tx, context, id), command);
    }

    /**
     * What a change would come to.
     *
     * @param changes as the journal would have them
     */
    public record Trial(Ticket before, Ticket after, ChangeTicket command, List<Object> changes) {}

    /** Carries the way back out of a transaction. */
    private static final class TakenBack extends RuntimeException {
        private final transient Trial trial;

        TakenBack(Trial trial) {
            super(null, null, false, false);
            this.trial = trial;
        }
    }

    /** Makes a change with all that belongs to it and takes it back: nothing is written. @throws Problem as the change would */
    public Trial trial(Context context, UUID id, Decision decision) {
        try {
            return database.<Trial>write(context.tenant(), tx -> {
                Ticket before = held(tx, context, id);
                ChangeTicket command = decision.of(tx, before);
                Ticket after = change(tx, context, before, command);
                var type = types.get(context.tenant(), before.typeId());
                var changes = new ArrayList<Object>(labels.readable(tx, after, FieldChange.between(before, after)));
                var roles = FieldRole.of(context, before.deskId());
                labels.custom(tx, context, type, before.fields(), after.fields()).stream()
                        .filter(c -> type.field(c.field())
                                .filter(f -> f.readableBy(roles))
                                .isPresent())
                        .forEach(changes::add);
                throw new TakenBack(new Trial(before, after, command, changes));
            });
        } catch (TakenBack back) {
            return back.trial;
        }
    }

    /** A ticket that the actor works on, held until the transaction ends. */
    Ticket held(Tx tx, Context context, UUID id) {
        return store.lock(tx, id, Visible.workedBy(context.rights())).orElseThrow(() -> Problem.notFound("ticket"));
    }

    Ticket change(Tx tx, Context context, Ticket before, ChangeTicket command) {
        return change(tx, context, before, command, false);
    }

    /** @param said something that a transition may ask for is written in another way */
    Ticket change(Tx tx, Context context, Ticket before, ChangeTicket command, boolean said) {
        var type = types.get(context.tenant(), before.typeId());
        var draft = new Draft(before, type);
        var check = new Check();
        if (command.reply() != null && !isAutomatic(context)) {
            draft.answered(context.at());
        }
        apply(tx, context, draft, command, check);
        apply(tx, context, draft, TicketPatch.read(workflow.sets(draft)), check);
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
        if (draft.parentId != null && !draft.parentId.equals(before.parentId())) {
            checkParent(tx, context, before, draft.parentId, check);
        }
        draft.changedBy = context.actor().id();
        Ticket after = draft.build(context.at());
        boolean commented = said || command.note() != null || command.reply() != null;
        workflow.verify(context, tx, draft, after, commented, check);
        check.done();
        var entries = new ArrayList<>(posts(command, after, isAutomatic(context)));
        entries.addAll(changeEntries(tx, context, type, before, after));
        if (entries.isEmpty()) {
            return before;
        }
        save(tx, context, before, after);
        customFields.saved(tx, context, type, before.fields(), after);
        if (!after.description().equals(before.description())) {
            List<StoredFile> shown = own(tx, context, List.of(), after.description());
            attach(tx, shown, after.id(), null, Audience.PUBLIC, after.description(), context.at());
        }
        journal.appendAll(tx, context, entries);
        workflow.happen(tx, context, draft, after);
        return after;
    }

    private void apply(Tx tx, Context context, Draft draft, ChangeTicket command, Check check) {
        command.applyTo(draft, check, context.at());
        customFields.put(tx, context, draft.type, draft.fields, command.fields(), check);
    }

    /** What is written along with a change. */
    private static List<NewEntry> posts(ChangeTicket command, Ticket ticket, boolean automatic) {
        var check = new Check();
        var posts = new ArrayList<NewEntry>();
        if (command.note() != null) {
            posts.add(post(ticket, "note", Audience.INTERNAL, body(check, "note", command.note()), automatic));
        }
        if (command.reply() != null) {
            posts.add(post(ticket, "reply", Audience.PUBLIC, body(check, "reply", command.reply()), automatic));
        }
        check.done();
        return posts;
    }

    private static boolean isAutomatic(Context context) {
        return context.actor().kind() == ActorKind.RULE;
    }

    private static NewEntry post(Ticket ticket, String kind, Audience audience, String body, boolean automatic) {
        var data = new LinkedHashMap<String, Object>();
        data.put("channel", Channel.AGENT.key());
        data.put(ANSWER, kind.equals("reply") && !automatic);
        if (automatic) {
            data.put(AUTOMATIC, true);
        }
        return new NewEntry(Ids.next(), SUBJECT, ticket.id(), ticket.deskId(), kind, audience, body, null, data);
    }

    /** A parent must be known to the actor, and not be among the ticket's own descendants. */
    private void checkParent(Tx tx, Context context, Ticket ticket, UUID parent, Check check) {
        Ticket above =
                store.find(tx, parent, Visible.workedBy(context.rights())).orElse(null);
        check.that(above != null, "parentId", "unknown", "There is no such ticket");
        for (int depth = 0; above != null; depth++) {
            if (above.id().equals(ticket.id()) || depth > 20) {
                check.error("parentId", "ring", "A ticket cannot be above itself");
                return;
            }
            UUID next = above.parentId();
            above = next == null ? null : store.find(tx, next, Visible.ALL).orElse(null);
        }
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
        if (!agent && !before.statusCategory().isOpen()) {
            // Who answers to what became part of another ticket is heard there.
            UUID into = merges.into(tx, id).orElse(null);
            if (into != null
                    && store.find(tx, into, Visible.writableBy(context)).isPresent()) {
                return reply(tx, context, into, c);
            }
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
            return note(tx, context, held(tx, context, id), c);
        });
    }

    Posted note(Tx tx, Context context, Ticket before, AddReply c) {
        return post(tx, context, before, c, "note", Audience.INTERNAL, draft -> {});
    }

    private Posted post(
            Tx tx, Context context, Ticket before, AddReply c, String kind, Audience audience, Consumer<Draft> effect) {
        var check = new Check();
        var said = mentions.read(tx, context, before.deskId(), check, safe(check, "body", c.body()));
        String body = said.body();
        check.that(!body.isBlank() || !c.attachments().isEmpty(), "body", "required", "Please write something");
        check.done();
        var type = types.get(context.tenant(), before.typeId());
        var draft = new Draft(before, type);
        effect.accept(draft);
        if (c.status() != null) {
            draft.move(c.status(), context.at());
        }
        draft.changedBy = context.actor().id();
        apply(tx, context, draft, TicketPatch.read(workflow.sets(draft)), check);
        Ticket after = draft.build(context.at());
        workflow.verify(context, tx, draft, after, true, check);
        check.done();
        UUID entry = c.entryId() == null ? Ids.next() : c.entryId();
        List<StoredFile> attached = own(tx, context, c.attachments(), body);
        save(tx, context, before, after);
        attach(tx, attached, before.id(), entry, audience, body, context.at());
        var entries = new ArrayList<NewEntry>();
        var data = said.data(c.channel());
        data.put(ANSWER, after.agentReplies() > before.agentReplies());
        entries.add(new NewEntry(entry, SUBJECT, before.id(), before.deskId(), kind, audience, body, c.folded(), data));
        entries.addAll(mentions.follow(tx, after, said.people()));
        entries.addAll(changeEntries(tx, context, type, before, after));
        long seq = journal.appendAll(tx, context, entries).getFirst();
        customFields.saved(tx, context, type, before.fields(), after);
        workflow.happen(tx, context, draft, after);
        return new Posted(after, entry, seq, body);
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
        return database.write(context.tenant(), tx -> close(tx, context, locked(tx, context, id)));
    }

    /** Closes what was resolved before then, unless it was reopened or closed meanwhile. */
    public void closeResolved(Context context, UUID id, Instant until) {
        database.run(context.tenant(), tx -> {
            Ticket ticket = locked(tx, context, id);
            Instant resolved = ticket.resolved();
            if (ticket.statusCategory() == StatusCategory.RESOLVED && resolved != null && resolved.isBefore(until)) {
                close(tx, context, ticket);
            }
        });
    }

    private Ticket close(Tx tx, Context context, Ticket before) {
        var type = types.get(context.tenant(), before.typeId());
        var draft = new Draft(before, type);
        if (before.statusCategory().isOpen()) {
            type.next(before.status(), StatusCategory.RESOLVED).ifPresent(s -> draft.move(s.key(), context.at()));
        }
        var closed = type.next(draft.status, StatusCategory.CLOSED)
                .orElseThrow(() -> Problem.conflict("This cannot be closed from here"));
        draft.move(closed.key(), context.at());
        draft.changedBy = context.actor().id();
        Ticket after = draft.build(context.at());
        save(tx, context, before, after);
        journal.appendAll(tx, context, changeEntries(tx, context, type, before, after));
        workflow.happen(tx, context, draft, after);
        return after;
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
            return store.find(tx, id, Visible.ALL).orElseThrow();
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

    public void link(Context context, UUID id, LinkKind kind, String number, Consumer<Tx> also) {
        database.run(context.tenant(), tx -> {
            also.accept(tx);
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

    void linked(Tx tx, Context context, Ticket from, Ticket to, LinkKind kind, String what) {
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

    Ticket worked(Tx tx, Context context, UUID id) {
        return store.find(tx, id, Visible.workedBy(context.rights())).orElseThrow(() -> Problem.notFound("ticket"));
    }

    private Ticket locked(Tx tx, Context context, UUID id) {
        return store.lock(tx, id, Visible.writableBy(context)).orElseThrow(() -> Problem.notFound("ticket"));
    }

    void save(Tx tx, Context context, Ticket before, Ticket after) {
        steps.before(tx, context, before, after);
        if (!store.update(tx, after, before.version())) {
            throw Problem.stale(before);
        }
        steps.after(tx, context, before, after);
    }

    /** A status change is everybody's business; other fields are the desk's. */
    List<NewEntry> changeEntries(Tx tx, Context context, TicketType type, Ticket before, Ticket after) {
        var changes = FieldChange.between(before, after);
        var entries = new ArrayList<NewEntry>();
        for (Audience audience : Audience.values()) {
            var readable = new ArrayList<Object>(labels.readable(
                    tx,
                    after,
                    changes.stream()
                            .filter(c -> (c.field() == TicketField.STATUS) == (audience == Audience.PUBLIC))
                            .toList()));
            if (audience == Audience.INTERNAL) {
                readable.addAll(labels.custom(tx, context, type, before.fields(), after.fields()));
            }
            if (!readable.isEmpty()) {
                var data = Map.of(
                        "changes", readable, "category", after.statusCategory().key());
                entries.add(new NewEntry(
                        Ids.next(), SUBJECT, after.id(), after.deskId(), "changed", audience, null, null, data));
            }
        }
        return entries;
    }

    /** Files that the actor uploaded and nobody attached yet: those named, and those the text shows as images. */
    private List<StoredFile> own(Tx tx, Context context, List<UUID> ids, String body) {
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
        UUID actor = context.actor().id();
        for (UUID id : Sanitizer.images(body)) {
            if (actor != null && !ids.contains(id) && found.size() < 50) {
                files.find(tx, id)
                        .filter(f -> actor.equals(f.ownerId()))
                        .filter(f -> around.attachment(tx, id).isEmpty())
                        .ifPresent(found::add);
            }
        }
        return found;
    }

    private void attach(
            Tx tx,
            List<StoredFile> attached,
            UUID ticket,
            @Nullable UUID entry,
            Audience audience,
            String body,
            Instant at) {
        if (!attached.isEmpty()) {
            files.keep(tx, attached.stream().map(StoredFile::id).toList());
        }
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

    /** A description: nobody is told by it, so nobody is mentioned in it. */
    static String body(Check check, String field, @Nullable String html) {
        return Sanitizer.mentioning(safe(check, field, html), Set.of());
    }

    private static String safe(Check check, String field, @Nullable String html) {
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
