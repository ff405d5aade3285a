package io.steward.server.ticket;

import io.steward.server.journal.Audience;
import io.steward.server.journal.Entry;
import io.steward.server.journal.Journal;
import io.steward.server.journal.NewEntry;
import io.steward.server.platform.Context;
import io.steward.server.platform.Database;
import io.steward.server.platform.FileStore;
import io.steward.server.platform.Ids;
import io.steward.server.platform.Problem;
import io.steward.server.platform.Tx;
import io.steward.server.ticket.rules.fields.FieldType.RecordKind;
import io.steward.server.ticket.rules.fields.FieldTypes;
import io.steward.server.ticket.store.Around;
import io.steward.server.ticket.store.TicketStore;
import io.steward.server.ticket.store.Visible;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** New tickets out of one there is: the same again, or one thing that was said in it as a ticket of its own. */
@Component
public class Copying {
    private static final int PAGE = 500;

    private final Database database;
    private final Tickets tickets;
    private final TicketStore store;
    private final Around around;
    private final Types types;
    private final FileStore files;
    private final Journal journal;

    Copying(
            Database database,
            Tickets tickets,
            TicketStore store,
            Around around,
            Types types,
            FileStore files,
            Journal journal) {
        this.database = database;
        this.tickets = tickets;
        this.store = store;
        this.around = around;
        this.types = types;
        this.files = files;
        this.journal = journal;
    }

    /** A text whose files were copied, so that it can stand elsewhere. */
    private record Copied(String text, List<UUID> files) {}

    /** @param title null for the same */
    public Ticket duplicate(Context context, UUID id, @Nullable String title, Consumer<Tx> also) {
        return database.write(context.tenant(), tx -> {
            also.accept(tx);
            Ticket from = tickets.worked(tx, context, id);
            Copied said = copied(
                    tx, context, from, from.description(), a -> a.entryId() == null && a.audience() == Audience.PUBLIC);
            Ticket made = tickets.create(
                    tx,
                    context,
                    new CreateTicket(
                            from.typeId(),
                            title == null ? from.title() : title,
                            said.text(),
                            null,
                            from.requesterId(),
                            from.impact(),
                            from.urgency(),
                            from.categoryId(),
                            from.teamId(),
                            from.assigneeId(),
                            from.tags(),
                            said.files(),
                            Channel.AGENT,
                            null,
                            values(context, from)));
            return joined(tx, context, from, made, "duplicated", "duplicate_of");
        });
    }

    /** The values that may be twice: not what is unique, counted, signed, voted, computed, or a file. */
    private Map<String, JsonNode> values(Context context, Ticket from) {
        var type = types.get(context.tenant(), from.typeId());
        var roles = FieldRole.of(context, from.deskId());
        var values = new LinkedHashMap<String, JsonNode>();
        for (FieldDef field : type.fields()) {
            JsonNode value = from.fields().get(field.key());
            var kind = FieldTypes.of(field);
            boolean own = field.unique()
                    || kind.computed()
                    || kind.records() == RecordKind.FILE
                    || switch (field.kind()) {
                        case AUTO_NUMBER, SIGNATURE, VOTE, BUTTON -> true;
                        default -> false;
                    };
            if (value != null && !own && field.readableBy(roles) && field.writableBy(roles)) {
                values.put(field.key(), value);
            }
        }
        return values;
    }

    /**
     * What was said becomes a ticket: public words its description, an internal note a note in it. Who said it from outside is
     * its requester.
     */
    public Ticket split(
            Context context,
            UUID id,
            UUID entryId,
            UUID typeId,
            @Nullable String title,
            Map<String, JsonNode> fields,
            Consumer<Tx> also) {
        return database.write(context.tenant(), tx -> {
            also.accept(tx);
            Ticket from = tickets.worked(tx, context, id);
            Entry entry = entry(tx, from, entryId);
            boolean shown = entry.audience() == Audience.PUBLIC;
            Copied said = copied(
                    tx, context, from, Objects.requireNonNullElse(entry.body(), ""), a -> entryId.equals(a.entryId()));
            Ticket made = tickets.create(
                    tx,
                    context,
                    new CreateTicket(
                            typeId,
                            title,
                            shown ? said.text() : "",
                            null,
                            asker(from, entry),
                            from.impact(),
                            from.urgency(),
                            null,
                            null,
                            null,
                            List.of(),
                            shown ? said.files() : List.of(),
                            Channel.AGENT,
                            null,
                            fields));
            if (!shown) {
                tickets.note(
                        tx, context, made, new AddReply(said.text(), null, said.files(), null, Channel.AGENT, null));
            }
            return joined(tx, context, from, made, "split", "split_from");
        });
    }

    private static UUID asker(Ticket from, Entry entry) {
        UUID author = entry.actor().id();
        String channel = entry.data().path("channel").asString("");
        boolean outside = !channel.isEmpty() && Channel.of(channel).isRequesters();
        return outside && author != null && entry.audience() == Audience.PUBLIC ? author : from.requesterId();
    }

    private Entry entry(Tx tx, Ticket of, UUID id) {
        long after = 0;
        while (true) {
            List<Entry> page = journal.of(tx, of.id(), after, PAGE, false);
            for (Entry e : page) {
                if (e.id().equals(id) && (e.kind().equals("reply") || e.kind().equals("note"))) {
                    return e;
                }
            }
            if (page.size() < PAGE) {
                throw Problem.invalid("entryId", "unknown", "There is no such reply or note in this ticket");
            }
            after = page.getLast().seq();
        }
    }

    private Copied copied(Tx tx, Context context, Ticket from, String text, Predicate<Attachment> which) {
        var made = new LinkedHashMap<UUID, UUID>();
        String words = text;
        for (Attachment a : around.attachments(tx, from.id(), false)) {
            if (which.test(a) && made.size() < 50) {
                UUID copy = files.copy(tx, a.id(), context.actor().id(), context.at());
                made.put(a.id(), copy);
                words = words.replace(a.id().toString(), copy.toString());
            }
        }
        return new Copied(words, List.copyOf(made.values()));
    }

    private Ticket joined(Tx tx, Context context, Ticket from, Ticket made, String here, String there) {
        around.link(tx, Ids.next(), LinkKind.RELATES, made.id(), from.id());
        tickets.linked(tx, context, made, from, LinkKind.RELATES, "linked");
        journal.appendAll(tx, context, List.of(told(from, here, made), told(made, there, from)));
        return store.find(tx, made.id(), Visible.ALL).orElseThrow();
    }

    private static NewEntry told(Ticket of, String kind, Ticket other) {
        return NewEntry.of(
                Tickets.SUBJECT, of.id(), of.deskId(), kind, Map.of("number", other.number(), "ticket", other.id()));
    }
}
