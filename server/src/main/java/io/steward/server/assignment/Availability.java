package io.steward.server.assignment;

import io.steward.server.assignment.rules.Skills;
import io.steward.server.assignment.store.AvailabilityStore;
import io.steward.server.identity.People;
import io.steward.server.identity.Person;
import io.steward.server.identity.Tenants;
import io.steward.server.journal.Journal;
import io.steward.server.journal.NewEntry;
import io.steward.server.platform.Check;
import io.steward.server.platform.Context;
import io.steward.server.platform.Database;
import io.steward.server.platform.Ids;
import io.steward.server.platform.Problem;
import io.steward.server.platform.Tx;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** How much people take, what they can do and when they are away: set by themselves or a manager of theirs. */
@Component
public class Availability {
    private static final String SUBJECT = "availability";
    private static final int LONGEST = 730;
    private static final int MOST_ABSENCES = 100;

    private final Database database;
    private final AvailabilityStore store;
    private final People people;
    private final Tenants tenants;
    private final Journal journal;

    Availability(Database database, AvailabilityStore store, People people, Tenants tenants, Journal journal) {
        this.database = database;
        this.store = store;
        this.people = people;
        this.tenants = tenants;
        this.journal = journal;
    }

    /** Today, where the organisation is. */
    LocalDate today(Context context) {
        return LocalDate.ofInstant(context.at(), tenants.get(context.tenant()).timeZone());
    }

    public Capacity capacity(Tx tx, Context context, UUID person) {
        allowed(tx, context, person);
        return store.capacities(tx, List.of(person)).getOrDefault(person, Capacity.usual(person));
    }

    /** Those that are not over. */
    public List<Absence> absences(Tx tx, Context context, UUID person) {
        allowed(tx, context, person);
        return store.absences(tx, List.of(person), today(context));
    }

    Map<UUID, Capacity> capacities(Tx tx, Collection<UUID> all) {
        return store.capacities(tx, all);
    }

    List<Absence> absences(Tx tx, Context context, Collection<UUID> all) {
        return store.absences(tx, all, today(context));
    }

    public Capacity save(
            Context context, UUID person, @Nullable Integer most, @Nullable List<String> skills, int version) {
        return database.write(context.tenant(), tx -> {
            Capacity before = capacity(tx, context, person);
            var check = new Check();
            int taken = most == null ? before.most() : most;
            check.that(taken >= 0 && taken <= 1_000, "most", "range", "From 0 to 1,000");
            var clean = skills == null ? before.skills() : Skills.checked(check, skills);
            check.done();
            var after = new Capacity(person, taken, clean, version + 1);
            if (!store.save(tx, after)) {
                throw Problem.stale(before);
            }
            record(tx, context, person, "changed", Map.of("most", taken, "skills", clean));
            return after;
        });
    }

    public Absence add(
            Context context,
            UUID person,
            @Nullable LocalDate from,
            @Nullable LocalDate to,
            @Nullable String reason,
            Consumer<Tx> also) {
        return database.write(context.tenant(), tx -> {
            also.accept(tx);
            allowed(tx, context, person);
            LocalDate today = today(context);
            var check = new Check();
            LocalDate first = check.needed("from", from, today);
            LocalDate last = to == null ? first : to;
            check.that(!last.isBefore(first), "to", "range", "Not before the first day");
            check.that(!last.isBefore(today), "to", "past", "This is over already");
            check.that(!first.plusDays(LONGEST).isBefore(last), "to", "range", "Two years at most");
            String why = check.optional("reason", reason, 200);
            check.that(
                    store.absences(tx, List.of(person), today).size() < MOST_ABSENCES,
                    "from",
                    "too-many",
                    "At most " + MOST_ABSENCES);
            check.done();
            var absence = new Absence(Ids.next(), person, first, last, why);
            store.insert(tx, absence, context.at());
            record(tx, context, person, "absent", Map.of("from", first.toString(), "to", last.toString()));
            return absence;
        });
    }

    public void remove(Context context, UUID id) {
        database.run(context.tenant(), tx -> {
            Absence absence = store.absence(tx, id).orElseThrow(() -> Problem.notFound("absence"));
            allowed(tx, context, absence.personId());
            store.delete(tx, id);
            record(
                    tx,
                    context,
                    absence.personId(),
                    "present",
                    Map.of(
                            "from",
                            absence.first().toString(),
                            "to",
                            absence.last().toString()));
        });
    }

    /** Oneself, or somebody on a desk that one manages. @throws Problem not found otherwise */
    Person allowed(Tx tx, Context context, UUID person) {
        return people.find(tx, person)
                .filter(p -> context.isActor(person)
                        || context.rights().all()
                        || p.roles().keySet().stream().anyMatch(context.rights()::manages))
                .orElseThrow(() -> Problem.notFound("person"));
    }

    private void record(Tx tx, Context context, UUID person, String what, Map<String, ?> data) {
        journal.append(tx, context, NewEntry.of(SUBJECT, person, null, what, data));
    }
}
