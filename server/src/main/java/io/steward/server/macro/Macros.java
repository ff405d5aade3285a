package io.steward.server.macro;

import io.steward.server.journal.Journal;
import io.steward.server.journal.NewEntry;
import io.steward.server.macro.store.MacroStore;
import io.steward.server.platform.Cause;
import io.steward.server.platform.Check;
import io.steward.server.platform.Context;
import io.steward.server.platform.Database;
import io.steward.server.platform.Ids;
import io.steward.server.platform.Problem;
import io.steward.server.platform.Tx;
import io.steward.server.ticket.BulkChanges;
import io.steward.server.ticket.ChangeTicket;
import io.steward.server.ticket.Ticket;
import io.steward.server.ticket.TicketPatch;
import io.steward.server.ticket.TicketType;
import io.steward.server.ticket.Tickets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Macros: tended by managers for their desk, by everybody for themselves; each is one command on one ticket. */
@Component
public class Macros {
    /** In a change: whoever runs the macro. */
    public static final String ME = "me";

    private static final int MOST = 500;
    private static final Set<String> NOT_HERE = Set.of("note", "reply", "parentId", "requesterId");

    private final Database database;
    private final MacroStore store;
    private final FilledText texts;
    private final Tickets tickets;
    private final BulkChanges bulk;
    private final Journal journal;

    Macros(Database database, MacroStore store, FilledText texts, Tickets tickets, BulkChanges bulk, Journal journal) {
        this.database = database;
        this.store = store;
        this.texts = texts;
        this.tickets = tickets;
        this.bulk = bulk;
        this.journal = journal;
    }

    /** Those of the actor's desks, and their own, in their order. */
    public List<Macro> all(Context context, @Nullable UUID desk) {
        return database.read(context.tenant(), store::all).stream()
                .filter(m -> Ownership.sees(context, m.deskId(), m.ownerId()))
                .filter(m -> desk == null || Ownership.isFor(m.deskId(), desk))
                .toList();
    }

    /** @param given its desk says whose it is; without one it is the actor's own */
    public Macro create(Context context, Macro given, Consumer<Tx> also) {
        if (given.deskId() != null) {
            context.needManager(given.deskId());
        }
        UUID owner = given.deskId() == null ? context.personId() : null;
        return database.write(context.tenant(), tx -> {
            also.accept(tx);
            if (store.all(tx).size() >= MOST) {
                throw Problem.conflict("There are " + MOST + " macros already");
            }
            Macro macro = checked(context, given, Ids.next(), given.deskId(), owner, 1);
            unique(() -> store.insert(tx, macro, context.at()));
            record(tx, context, macro, "created");
            return macro;
        });
    }

    /** Says what a macro is to be, from what it is. */
    @FunctionalInterface
    public interface Edit {
        Macro of(Macro before);
    }

    public Macro change(Context context, UUID id, int version, Edit edit) {
        return database.write(context.tenant(), tx -> {
            Macro before = owned(tx, context, id);
            Macro after = checked(context, edit.of(before), id, before.deskId(), before.ownerId(), version + 1);
            unique(() -> {
                if (!store.update(tx, after, version)) {
                    throw Problem.stale(before);
                }
            });
            record(tx, context, after, "changed");
            return after;
        });
    }

    public void delete(Context context, UUID id) {
        database.run(context.tenant(), tx -> {
            Macro macro = owned(tx, context, id);
            store.delete(tx, id);
            record(tx, context, macro, "deleted");
        });
    }

    /**
     * What a macro would do with a ticket.
     *
     * @param say reply or note, and its text as it would be said
     */
    public record Preview(List<Object> changes, @Nullable String say, String text) {}

    /** Nothing is written. @throws Problem as {@link #apply} would */
    public Preview preview(Context context, UUID ticketId, UUID id) {
        Macro macro = usable(context, id);
        var trial = tickets.trial(because(context, macro), ticketId, decision(context, macro));
        ChangeTicket command = trial.command();
        String text = command.reply() == null ? command.note() : command.reply();
        return new Preview(trial.changes(), text == null ? null : macro.say(), text == null ? "" : text);
    }

    /** One command in one transaction. */
    public Ticket apply(Context context, UUID ticketId, UUID id, Consumer<Tx> also) {
        Macro macro = usable(context, id);
        var decision = decision(context, macro);
        return tickets.change(because(context, macro), ticketId, (tx, ticket) -> {
            also.accept(tx);
            return decision.of(tx, ticket);
        });
    }

    /**
     * What a desk's macro comes to for a ticket when a rule runs it, who is nobody.
     *
     * @throws Problem when there is none of the desk, or it needs a person
     */
    public ChangeTicket forRule(Tx tx, Context context, Ticket ticket, UUID id) {
        Macro macro = store.find(tx, id)
                .filter(m -> m.active() && ticket.deskId().equals(m.deskId()))
                .orElseThrow(() -> Problem.notFound("macro"));
        if (macro.change().path("assigneeId").asString("").equals(ME)) {
            throw Problem.conflict("The macro gives the ticket to whoever runs it, and a rule is nobody");
        }
        return read(tx, context, ticket, macro, macro.change());
    }

    /** The desk's macro, active or not. */
    public Optional<Macro> ofDesk(Tx tx, UUID desk, UUID id) {
        return store.find(tx, id).filter(m -> desk.equals(m.deskId()));
    }

    public BulkChanges.Done applyAll(Context context, UUID id, @Nullable List<UUID> ticketIds, boolean preview) {
        Macro macro = usable(context, id);
        return bulk.run(because(context, macro), ticketIds, preview, decision(context, macro));
    }

    private Macro usable(Context context, UUID id) {
        return database.read(context.tenant(), tx -> store.find(tx, id))
                .filter(m -> m.active() && Ownership.sees(context, m.deskId(), m.ownerId()))
                .orElseThrow(() -> Problem.notFound("macro"));
    }

    private Tickets.Decision decision(Context context, Macro macro) {
        return (tx, ticket) -> {
            if (!Ownership.isFor(macro.deskId(), ticket.deskId())) {
                throw Problem.conflict("This macro is for tickets of another desk");
            }
            return read(tx, context, ticket, macro, resolved(macro.change(), context.personId()));
        };
    }

    private ChangeTicket read(Tx tx, Context context, Ticket ticket, Macro macro, JsonNode wanted) {
        ChangeTicket change = TicketPatch.read(wanted);
        String said = macro.say() == null ? null : texts.filled(tx, context, ticket, macro.text());
        boolean reply = "reply".equals(macro.say());
        return new ChangeTicket(change.values(), change.fields(), reply ? null : said, reply ? said : null);
    }

    private static JsonNode resolved(JsonNode change, UUID me) {
        if (!change.path("assigneeId").asString("").equals(ME)) {
            return change;
        }
        ObjectNode copy = ((ObjectNode) change).deepCopy();
        return copy.put("assigneeId", me.toString());
    }

    private static Context because(Context c, Macro macro) {
        return new Context(
                c.tenant(), c.actor(), c.rights(), new Cause("macro", macro.name()), c.at(), c.correlation());
    }

    private Macro checked(
            Context context, Macro given, UUID id, @Nullable UUID desk, @Nullable UUID owner, int version) {
        var check = new Check();
        String name = check.text("name", given.name(), 100);
        String description = check.optional("description", given.description(), 500);
        check.that(given.position() >= 0 && given.position() <= 10_000, "position", "range", "From 0 to 10,000");
        change(context, check, given.change(), desk);
        String say = given.say();
        check.that(
                say == null || say.equals("reply") || say.equals("note"), "say", "unknown", "reply, note or nothing");
        String text = say == null ? "" : texts.checked(context, check, "text", given.text(), desk);
        check.that(say == null || !text.isBlank(), "text", "required", "Please write something");
        check.that(say != null || !given.change().isEmpty(), "change", "required", "It should change or say something");
        check.done();
        return new Macro(
                id,
                desk,
                owner,
                name,
                description,
                given.change(),
                say,
                text,
                given.position(),
                given.active(),
                version);
    }

    /** The form of the change, and that some type of the desk has what it names; the rest shows when it is run. */
    private void change(Context context, Check check, JsonNode change, @Nullable UUID desk) {
        if (!change.isObject() || change.toString().length() > 50_000 || !isClean(change)) {
            check.error(
                    "change",
                    "unreadable",
                    "An object of fields to change, up to 50,000 characters, without control characters");
            return;
        }
        NOT_HERE.forEach(name -> check.that(!change.has(name), "change." + name, "unknown", "Not in a macro"));
        try {
            ChangeTicket read = TicketPatch.read(resolved(change, new UUID(0, 0)));
            Set<String> keys = texts.keys(context, desk);
            read.fields()
                    .keySet()
                    .forEach(key -> check.that(
                            keys.contains(key), "change.fields." + key, "unknown", "There is no such field"));
        } catch (Problem problem) {
            problem.errors().forEach(e -> check.error("change." + e.field(), e.code(), e.message()));
        }
        String status = change.path("status").asString("");
        List<TicketType> types = texts.types(context, desk);
        check.that(
                !change.has("status")
                        || types.stream().anyMatch(t -> t.status(status).isPresent()),
                "change.status",
                "unknown",
                "There is no such status");
    }

    private static boolean isClean(JsonNode node) {
        if (node.isString()) {
            return Check.clean(node.stringValue()).equals(node.stringValue().strip());
        }
        return node.valueStream().allMatch(Macros::isClean);
    }

    private Macro owned(Tx tx, Context context, UUID id) {
        Macro macro = store.find(tx, id).orElseThrow(() -> Problem.notFound("macro"));
        Ownership.needs(context, macro.deskId(), macro.ownerId(), "macro");
        return macro;
    }

    private void record(Tx tx, Context context, Macro m, String kind) {
        var data = new LinkedHashMap<String, Object>();
        data.put("name", m.name());
        data.put("active", m.active());
        data.put("change", m.change());
        data.put("say", m.say() == null ? "" : m.say());
        data.put("text", m.text());
        journal.append(tx, context, NewEntry.of("macro", m.id(), m.deskId(), kind, data));
    }

    private static void unique(Runnable write) {
        try {
            write.run();
        } catch (org.jooq.exception.IntegrityConstraintViolationException e) {
            throw Problem.invalid("name", "taken", "There is one of this name already");
        }
    }
}
