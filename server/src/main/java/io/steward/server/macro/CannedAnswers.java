package io.steward.server.macro;

import io.steward.server.journal.Journal;
import io.steward.server.journal.NewEntry;
import io.steward.server.macro.store.AnswerStore;
import io.steward.server.platform.Check;
import io.steward.server.platform.Context;
import io.steward.server.platform.Database;
import io.steward.server.platform.Ids;
import io.steward.server.platform.Problem;
import io.steward.server.platform.Tx;
import io.steward.server.ticket.TicketReader;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Canned answers: tended by managers for their desk, by everybody for themselves. */
@Component
public class CannedAnswers {
    private static final Pattern SHORTCUT = Pattern.compile("[a-z0-9_-]{1,30}");
    private static final int MOST = 2_000;

    private final Database database;
    private final AnswerStore store;
    private final FilledText texts;
    private final TicketReader tickets;
    private final Journal journal;

    CannedAnswers(Database database, AnswerStore store, FilledText texts, TicketReader tickets, Journal journal) {
        this.database = database;
        this.store = store;
        this.texts = texts;
        this.tickets = tickets;
        this.journal = journal;
    }

    public List<CannedAnswer> all(Context context, @Nullable UUID desk) {
        return database.read(context.tenant(), store::all).stream()
                .filter(a -> Ownership.sees(context, a.deskId(), a.ownerId()))
                .filter(a -> desk == null || Ownership.isFor(a.deskId(), desk))
                .toList();
    }

    public CannedAnswer create(Context context, CannedAnswer given, Consumer<Tx> also) {
        if (given.deskId() != null) {
            context.needManager(given.deskId());
        }
        UUID owner = given.deskId() == null ? context.personId() : null;
        return database.write(context.tenant(), tx -> {
            also.accept(tx);
            if (store.all(tx).size() >= MOST) {
                throw Problem.conflict("There are " + MOST + " answers already");
            }
            CannedAnswer answer = checked(context, given, Ids.next(), given.deskId(), owner, 1);
            Problem.unlessTaken(
                    "shortcut",
                    "There is one with this shortcut already",
                    () -> store.insert(tx, answer, context.at()));
            record(tx, context, answer, "created");
            return answer;
        });
    }

    public CannedAnswer change(Context context, UUID id, int version, UnaryOperator<CannedAnswer> edit) {
        return database.write(context.tenant(), tx -> {
            CannedAnswer before = owned(tx, context, id);
            CannedAnswer after =
                    checked(context, edit.apply(before), id, before.deskId(), before.ownerId(), version + 1);
            Problem.unlessTaken("shortcut", "There is one with this shortcut already", () -> {
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
            CannedAnswer answer = owned(tx, context, id);
            store.delete(tx, id);
            record(tx, context, answer, "deleted");
        });
    }

    /** The text of an answer for a ticket. */
    public String filled(Context context, UUID ticketId, UUID id) {
        return database.read(context.tenant(), tx -> {
            var ticket = tickets.worked(tx, context, ticketId.toString());
            CannedAnswer answer = store.find(tx, id)
                    .filter(a -> Ownership.sees(context, a.deskId(), a.ownerId())
                            && Ownership.isFor(a.deskId(), ticket.deskId()))
                    .orElseThrow(() -> Problem.notFound("answer"));
            return texts.filled(tx, context, ticket, answer.text());
        });
    }

    private CannedAnswer checked(
            Context context, CannedAnswer given, UUID id, @Nullable UUID desk, @Nullable UUID owner, int version) {
        var check = new Check();
        String name = check.text("name", given.name(), 100);
        String shortcut = given.shortcut().strip().toLowerCase(Locale.ROOT);
        check.that(SHORTCUT.matcher(shortcut).matches(), "shortcut", "form", "1 to 30 letters a to z, digits, - and _");
        String text = texts.checked(context, check, "text", given.text(), desk);
        check.that(!text.isBlank(), "text", "required", "Please write something");
        check.done();
        return new CannedAnswer(id, desk, owner, name, shortcut, text, version);
    }

    private CannedAnswer owned(Tx tx, Context context, UUID id) {
        CannedAnswer answer = store.find(tx, id).orElseThrow(() -> Problem.notFound("answer"));
        Ownership.needs(context, answer.deskId(), answer.ownerId(), "answer");
        return answer;
    }

    private void record(Tx tx, Context context, CannedAnswer a, String kind) {
        journal.append(
                tx,
                context,
                NewEntry.of(
                        "answer",
                        a.id(),
                        a.deskId(),
                        kind,
                        Map.of("name", a.name(), "shortcut", a.shortcut(), "text", a.text())));
    }
}
