package io.steward.server.configuration;

import io.steward.server.configuration.store.CiStore;
import io.steward.server.configuration.store.ClassStore;
import io.steward.server.identity.Directory;
import io.steward.server.identity.UnitKind;
import io.steward.server.identity.Units;
import io.steward.server.journal.Journal;
import io.steward.server.journal.NewEntry;
import io.steward.server.platform.Check;
import io.steward.server.platform.Context;
import io.steward.server.platform.Database;
import io.steward.server.platform.Ids;
import io.steward.server.platform.Problem;
import io.steward.server.platform.Tx;
import io.steward.server.platform.web.Page;
import io.steward.server.ticket.Ticket;
import io.steward.server.ticket.TicketReader;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The register: read by every agent, written by managers and administrators. */
@Component
public class Cis {
    /** The journal's name for a CI. */
    public static final String SUBJECT = "ci";

    private final Database database;
    private final CiStore store;
    private final ClassStore classes;
    private final Directory directory;
    private final Units units;
    private final TicketReader tickets;
    private final Journal journal;

    Cis(
            Database database,
            CiStore store,
            ClassStore classes,
            Directory directory,
            Units units,
            TicketReader tickets,
            Journal journal) {
        this.database = database;
        this.store = store;
        this.classes = classes;
        this.directory = directory;
        this.units = units;
        this.tickets = tickets;
        this.journal = journal;
    }

    /** By name. */
    public Page<Ci> list(Context context, CiFilter filter, @Nullable String cursor, int limit) {
        if (filter.words().length() > 200) {
            throw Problem.invalid("search", "too-long", "At most 200 characters");
        }
        String name = cursor == null ? null : cursor.substring(cursor.indexOf(':') + 1);
        UUID id = cursor == null ? null : id(cursor.substring(0, Math.max(0, cursor.indexOf(':'))));
        var clean = new CiFilter(
                Check.clean(filter.words()), filter.classId(), filter.status(), filter.services(), filter.current());
        return Page.of(
                database.read(context.tenant(), tx -> store.list(tx, clean, name, id, limit + 1)),
                limit,
                c -> c.id() + ":" + c.name().toLowerCase(Locale.ROOT));
    }

    private static UUID id(String cursor) {
        try {
            return UUID.fromString(cursor);
        } catch (IllegalArgumentException e) {
            throw Problem.invalid("cursor", "unreadable", "Not a cursor of this list");
        }
    }

    public Ci get(Tx tx, UUID id) {
        return store.find(tx, id).orElseThrow(() -> Problem.notFound("CI"));
    }

    /**
     * Those of the tickets naming a CI that the actor works on, the newest first. A page is of what names it, so it may show
     * fewer than its limit.
     */
    public Page<Ticket> tickets(Context context, UUID id, @Nullable String cursor, int limit) {
        UUID before = cursor == null ? null : id(cursor);
        return database.read(context.tenant(), tx -> {
            get(tx, id);
            var page = Page.of(store.tickets(tx, id, before, limit + 1), limit, UUID::toString);
            var rows = page.items().isEmpty() ? List.<Ticket>of() : tickets.worked(tx, context, page.items());
            return new Page<>(
                    rows.stream()
                            .sorted(Comparator.comparing(Ticket::created).reversed())
                            .toList(),
                    page.next());
        });
    }

    public Ci create(Context context, Ci.Wanted wanted, Consumer<Tx> also) {
        needWriter(context);
        return database.write(context.tenant(), tx -> {
            also.accept(tx);
            Ci ci = checked(tx, wanted, null, Ids.next(), context.at(), context.at(), 1);
            unique(() -> store.insert(tx, ci));
            record(tx, context, ci, "created");
            return ci;
        });
    }

    /** The whole of it as it is to be. */
    public Ci change(Context context, UUID id, Ci.Wanted wanted, int version) {
        needWriter(context);
        return database.write(context.tenant(), tx -> {
            Ci before = get(tx, id);
            Ci after = checked(tx, wanted, before, id, before.created(), context.at(), version + 1);
            unique(() -> {
                if (!store.update(tx, after, version)) {
                    throw Problem.stale(before);
                }
            });
            record(tx, context, after, "changed");
            return after;
        });
    }

    /** One that no ticket names, with its relationships; others are retired instead. */
    public void delete(Context context, UUID id, int version) {
        needWriter(context);
        database.run(context.tenant(), tx -> {
            Ci ci = get(tx, id);
            try {
                if (!store.delete(tx, id, version)) {
                    throw Problem.stale(ci);
                }
            } catch (org.jooq.exception.IntegrityConstraintViolationException e) {
                throw Problem.conflict("Tickets name it; set it to retired instead");
            }
            record(tx, context, ci, "deleted");
        });
    }

    static void needWriter(Context context) {
        if (!context.rights().managesAny()) {
            throw Problem.forbidden("Only a manager may do this");
        }
    }

    private Ci checked(
            Tx tx, Ci.Wanted w, @Nullable Ci before, UUID id, Instant created, Instant updated, int version) {
        var check = new Check();
        String name = check.text("name", w.name() == null ? null : w.name().replaceAll("\\s+", " "), 200);
        String description = check.optional("description", w.description(), 10_000);
        String external = check.optional("externalId", w.externalId(), 200);
        UUID classId = check.needed("classId", w.classId(), id);
        boolean sameClass = before != null && before.classId().equals(classId);
        check.that(
                sameClass || classes.find(tx, classId).filter(CiClass::active).isPresent(),
                "classId",
                "unknown",
                "There is no such class");
        UUID owner = w.ownerId();
        check.that(owner == null || directory.ref(tx, owner) != null, "ownerId", "unknown", "There is no such person");
        UUID location = w.locationId();
        boolean stays = before != null && Objects.equals(before.locationId(), location);
        check.that(
                location == null || stays || units.is(tx, location, UnitKind.LOCATION),
                "locationId",
                "unknown",
                "There is no such location");
        check.done();
        return new Ci(
                id,
                classId,
                name,
                w.status(),
                owner,
                location,
                description,
                external.isEmpty() ? null : external,
                created,
                updated,
                version);
    }

    private void record(Tx tx, Context context, Ci c, String what) {
        var data = new HashMap<String, Object>(Map.of(
                "name", c.name(), "class", c.classId(), "status", c.status().key()));
        if (c.ownerId() != null) {
            data.put("owner", c.ownerId());
        }
        if (c.locationId() != null) {
            data.put("location", c.locationId());
        }
        if (c.externalId() != null) {
            data.put("externalId", c.externalId());
        }
        data.put("description", c.description());
        journal.append(tx, context, NewEntry.of(SUBJECT, c.id(), null, what, data));
    }

    private static void unique(Runnable write) {
        try {
            write.run();
        } catch (org.jooq.exception.IntegrityConstraintViolationException e) {
            if (String.valueOf(e.getMessage()).contains("ci_external")) {
                throw Problem.invalid("externalId", "taken", "Another CI has this id");
            }
            throw Problem.conflict("What it refers to was deleted meanwhile");
        }
    }
}
