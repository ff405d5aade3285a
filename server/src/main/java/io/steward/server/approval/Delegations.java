package io.steward.server.approval;

import io.steward.server.approval.store.DelegationStore;
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
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Who decides for people who are away. Everybody names their own; administrators anybody's. */
@Component
public class Delegations {
    private static final int LONGEST_DAYS = 366;

    private final Database database;
    private final DelegationStore store;
    private final People people;
    private final Tenants tenants;
    private final Journal journal;

    Delegations(Database database, DelegationStore store, People people, Tenants tenants, Journal journal) {
        this.database = database;
        this.store = store;
        this.people = people;
        this.tenants = tenants;
        this.journal = journal;
    }

    /** The actor's own and those to them, that are not over. */
    public List<Delegation> mine(Context context) {
        return database.read(context.tenant(), tx -> store.around(tx, context.personId(), today(tx, context.at())));
    }

    public Delegation create(
            Context context,
            @Nullable UUID person,
            @Nullable UUID delegate,
            @Nullable LocalDate first,
            @Nullable LocalDate last,
            Consumer<Tx> also) {
        UUID of = person == null ? context.personId() : person;
        if (!context.isActor(of)) {
            context.needAdministrator();
        }
        return database.write(context.tenant(), tx -> {
            also.accept(tx);
            LocalDate today = today(tx, context.at());
            var check = new Check();
            LocalDate from = check.needed("from", first, today);
            LocalDate to = check.needed("to", last, from);
            UUID who = check.needed("delegateId", delegate, of);
            check.that(delegate == null || !who.equals(of), "delegateId", "self", "Somebody else has to decide then");
            check.that(isActive(tx, of), "personId", "unknown", "There is no such person");
            check.that(isActive(tx, who), "delegateId", "unknown", "There is no such person");
            check.that(
                    !to.isBefore(from) && !to.isBefore(today), "to", "range", "A day from the first on, not over yet");
            check.that(
                    ChronoUnit.DAYS.between(from, to) <= LONGEST_DAYS,
                    "to",
                    "range",
                    "At most " + LONGEST_DAYS + " days");
            check.done();
            var made = new Delegation(Ids.next(), of, who, from, to);
            store.insert(tx, made, context.at());
            record(tx, context, made, "created");
            return made;
        });
    }

    public void end(Context context, UUID id) {
        database.run(context.tenant(), tx -> {
            Delegation d = store.find(tx, id)
                    .filter(x ->
                            context.isActor(x.personId()) || context.rights().all())
                    .orElseThrow(() -> Problem.notFound("delegation"));
            store.delete(tx, id);
            record(tx, context, d, "deleted");
        });
    }

    /** For whom a person may decide at a moment, besides themselves. */
    Set<UUID> principals(Tx tx, UUID delegate, Instant at) {
        return store.to(tx, delegate, today(tx, at)).stream()
                .map(Delegation::personId)
                .collect(Collectors.toSet());
    }

    /** Who decides at a moment for these people who are away. */
    Set<UUID> delegates(Tx tx, Collection<UUID> of, Instant at) {
        return store.of(tx, of, today(tx, at)).stream()
                .map(Delegation::delegateId)
                .collect(Collectors.toSet());
    }

    private LocalDate today(Tx tx, Instant at) {
        return at.atZone(tenants.get(tx.tenant()).timeZone()).toLocalDate();
    }

    private boolean isActive(Tx tx, UUID person) {
        return people.find(tx, person).filter(Person::active).isPresent();
    }

    private void record(Tx tx, Context context, Delegation d, String what) {
        journal.append(
                tx,
                context,
                NewEntry.of(
                        "delegation",
                        d.id(),
                        null,
                        what,
                        Map.of(
                                "person", d.personId(),
                                "delegate", d.delegateId(),
                                "from", d.first().toString(),
                                "to", d.last().toString())));
    }
}
