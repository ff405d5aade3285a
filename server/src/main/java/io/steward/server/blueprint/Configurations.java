package io.steward.server.blueprint;

import io.steward.server.blueprint.rules.Trouble;
import io.steward.server.blueprint.rules.YamlReader;
import io.steward.server.blueprint.store.AppliedStore;
import io.steward.server.identity.Desk;
import io.steward.server.identity.Desks;
import io.steward.server.journal.Journal;
import io.steward.server.journal.NewEntry;
import io.steward.server.platform.Cause;
import io.steward.server.platform.Context;
import io.steward.server.platform.Database;
import io.steward.server.platform.FieldError;
import io.steward.server.platform.Ids;
import io.steward.server.platform.Problem;
import io.steward.server.platform.Secrets;
import io.steward.server.platform.Tx;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** Desks as files: written, compared, applied and put back. */
@Component
public class Configurations {
    private static final int MOST_CHANGES = 100;

    /** Ends a transaction in which a file was tried, so that nothing of it stays. */
    private static final class Tried extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient Plan plan;

        Tried(Plan plan) {
            super("Tried", null, false, false);
            this.plan = plan;
        }
    }

    private final Database database;
    private final Applying applying;
    private final AppliedStore store;
    private final Desks desks;
    private final DeskNames names;
    private final Journal journal;

    Configurations(
            Database database, Applying applying, AppliedStore store, Desks desks, DeskNames names, Journal journal) {
        this.database = database;
        this.applying = applying;
        this.store = store;
        this.desks = desks;
        this.names = names;
        this.journal = journal;
    }

    /** A desk that the actor manages. */
    public Desk managed(Context context, UUID id) {
        Desk desk = desks.find(context.tenant(), id)
                .filter(d -> context.rights().worksOn(d.id()))
                .orElseThrow(() -> Problem.notFound("desk"));
        context.needManager(id);
        return desk;
    }

    /** @param people whether the members of teams and the like are named by their e-mail addresses */
    public String export(Context context, UUID deskId, boolean people) {
        Desk desk = managed(context, deskId);
        return together(context, tx -> applying.text(new Scope(tx, context, desk, people)));
    }

    /** What a file would do, found out by doing it in a transaction that is taken back. */
    public Plan plan(Context context, String yaml, @Nullable UUID deskId) {
        allowed(context, deskId);
        var read = YamlReader.read(bounded(yaml));
        ObjectNode file = read.tree();
        Trouble trouble = read.trouble();
        if (file == null || !trouble.isGood()) {
            return new Plan(List.of(), trouble.problems(), List.of(), null);
        }
        try {
            return together(context, tx -> {
                Desk there = there(context, deskId);
                String token = token(tx, context, yaml, there, file);
                var outcome = applying.apply(tx, because(context), file, there, "file", trouble);
                throw new Tried(new Plan(
                        outcome.differences(), trouble.problems(), trouble.notices(), trouble.isGood() ? token : null));
            });
        } catch (Tried tried) {
            return tried.plan;
        }
    }

    /** Applies a file that was planned. @throws Problem when the desk has changed since */
    public Change apply(Context context, String yaml, @Nullable UUID deskId, @Nullable String token) {
        allowed(context, deskId);
        var read = YamlReader.read(bounded(yaml));
        ObjectNode file = read.tree();
        if (file == null || !read.trouble().isGood()) {
            throw refused(read.trouble());
        }
        return together(context, tx -> {
            store.lock(tx);
            Desk there = there(context, deskId);
            if (!token(tx, context, yaml, there, file).equals(token)) {
                throw Problem.conflict(
                        "The file or the desk has changed since it was looked at; look at the differences again");
            }
            return carryOut(tx, context, file, there, read.trouble(), null);
        });
    }

    /** Makes a desk from a file within a transaction of others. */
    Desk create(Tx tx, Context context, ObjectNode file, String template) {
        var trouble = new Trouble(Map.of());
        return database.together(tx, () -> {
            Desk desk =
                    applying.apply(tx, context, file, null, template, trouble).desk();
            if (desk == null || !trouble.isGood()) {
                throw refused(trouble);
            }
            return desk;
        });
    }

    /** Puts a desk back as it was before a change, if nothing else has changed since. */
    public Change undo(Context context, UUID id) {
        return together(context, tx -> {
            store.lock(tx);
            Change change = store.find(tx, id)
                    .filter(c -> context.rights().worksOn(c.deskId()))
                    .orElseThrow(() -> Problem.notFound("change"));
            Desk desk = managed(context, change.deskId());
            if (change.undone() != null) {
                throw Problem.conflict("This was undone already");
            }
            String now = applying.text(new Scope(tx, context, desk, change.people()));
            if (!hash(now).equals(change.afterHash())) {
                throw Problem.conflict(
                        "The desk has changed since. Download how it was before, and apply what you want of it");
            }
            var read = YamlReader.read(change.before());
            ObjectNode file = change.created() ? applying.empty(desk) : Objects.requireNonNull(read.tree());
            Change undoing = carryOut(tx, context, file, desk, new Trouble(Map.of()), change);
            store.undone(tx, id, context.at());
            return undoing;
        });
    }

    private Change carryOut(
            Tx tx, Context context, ObjectNode file, @Nullable Desk there, Trouble trouble, @Nullable Change undoes) {
        boolean people = undoes == null ? Applying.people(file) : undoes.people();
        String before = there == null ? "" : applying.text(new Scope(tx, context, there, people));
        var outcome = applying.apply(tx, because(context), file, there, "file", trouble);
        Desk made = outcome.desk();
        if (made == null || !trouble.isGood()) {
            throw refused(trouble);
        }
        Desk desk = desks.get(context.tenant(), made.id());
        var change = new Change(
                Ids.next(),
                desk.id(),
                context.at(),
                context.actor().id(),
                there == null,
                people,
                before,
                hash(applying.text(new Scope(tx, context, desk, people))),
                outcome.differences(),
                undoes == null ? null : undoes.id(),
                null);
        store.insert(tx, change);
        journal.append(
                tx,
                context,
                NewEntry.of(
                        "configuration",
                        change.id(),
                        desk.id(),
                        undoes == null ? "applied" : "undone",
                        Map.of(
                                "desk",
                                desk.name(),
                                "differences",
                                outcome.differences().size())));
        return change;
    }

    /** The latest changes of the desks that the actor manages, newest first. */
    public List<Change> changes(Context context, @Nullable UUID desk) {
        if (desk != null) {
            managed(context, desk);
        }
        var mine = desks.all(context.tenant()).stream()
                .map(Desk::id)
                .filter(id -> context.rights().manages(id) && (desk == null || desk.equals(id)))
                .toList();
        return database.read(context.tenant(), tx -> store.latest(tx, mine, MOST_CHANGES));
    }

    public Change change(Context context, UUID id) {
        Change change = database.read(context.tenant(), tx -> store.find(tx, id))
                .filter(c -> context.rights().worksOn(c.deskId()))
                .orElseThrow(() -> Problem.notFound("change"));
        context.needManager(change.deskId());
        return change;
    }

    private <T> T together(Context context, Function<Tx, T> work) {
        return database.write(context.tenant(), tx -> database.together(tx, () -> work.apply(tx)));
    }

    private void allowed(Context context, @Nullable UUID deskId) {
        if (deskId == null) {
            context.needAdministrator();
        } else {
            managed(context, deskId);
        }
    }

    private @Nullable Desk there(Context context, @Nullable UUID deskId) {
        return deskId == null ? null : managed(context, deskId);
    }

    private static Context because(Context c) {
        var cause = new Cause("configuration", "A configuration was applied");
        return new Context(c.tenant(), c.actor(), c.rights(), cause, c.at(), c.correlation());
    }

    private static String bounded(String yaml) {
        if (yaml.length() > YamlReader.LONGEST) {
            throw Problem.of(Problem.Kind.TOO_LARGE, "A configuration has at most 1 MB");
        }
        return yaml;
    }

    /** Of the file, and of all that decides what it does: the desk, or which keys and prefixes are taken. */
    private String token(Tx tx, Context context, String yaml, @Nullable Desk there, ObjectNode file) {
        String state;
        if (there == null) {
            String keys =
                    desks.all(context.tenant()).stream().map(Desk::key).sorted().collect(Collectors.joining(","));
            state = keys + " " + names.prefixes(context.tenant());
        } else {
            state = there.id() + applying.text(new Scope(tx, context, there, Applying.people(file)));
        }
        return hash(yaml.length() + ":" + yaml + state);
    }

    private static String hash(String text) {
        return HexFormat.of().formatHex(Secrets.sha256(text));
    }

    private static Problem refused(Trouble trouble) {
        return Problem.invalid(trouble.problems().stream()
                .map(p -> new FieldError(
                        p.path().isEmpty() ? "yaml" : p.path(),
                        "invalid",
                        p.line() == null ? p.message() : "Line " + p.line() + ": " + p.message()))
                .toList());
    }
}
