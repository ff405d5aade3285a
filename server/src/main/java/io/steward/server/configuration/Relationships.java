package io.steward.server.configuration;

import io.steward.server.configuration.store.CiStore;
import io.steward.server.configuration.store.RelationshipStore;
import io.steward.server.journal.Journal;
import io.steward.server.journal.NewEntry;
import io.steward.server.platform.Context;
import io.steward.server.platform.Database;
import io.steward.server.platform.Ids;
import io.steward.server.platform.Problem;
import io.steward.server.platform.Tx;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;

/** How CIs hang together. */
@Component
public class Relationships {
    private static final int MOST = 500;

    /** A relationship as one of its CIs sees it. @param outward whether it says "this depends on that" */
    public record Seen(UUID id, RelationKind kind, boolean outward, Ci other) {}

    private final Database database;
    private final RelationshipStore store;
    private final CiStore cis;
    private final Journal journal;

    Relationships(Database database, RelationshipStore store, CiStore cis, Journal journal) {
        this.database = database;
        this.store = store;
        this.cis = cis;
        this.journal = journal;
    }

    public List<Seen> of(Tx tx, UUID ci) {
        var all = store.of(tx, ci);
        if (all.isEmpty()) {
            return List.of();
        }
        var others = new HashSet<UUID>();
        all.forEach(r -> others.add(other(r, ci)));
        var byId = new HashMap<UUID, Ci>();
        cis.byIds(tx, others).forEach(c -> byId.put(c.id(), c));
        return all.stream().map(r -> seen(r, ci, byId)).toList();
    }

    private static Seen seen(Relationship r, UUID ci, Map<UUID, Ci> others) {
        Ci other = others.get(other(r, ci));
        if (other == null) {
            throw Problem.notFound("CI");
        }
        return new Seen(r.id(), r.kind(), r.kind().isMutual() || r.from().equals(ci), other);
    }

    private static UUID other(Relationship r, UUID ci) {
        return r.from().equals(ci) ? r.to() : r.from();
    }

    /** {@code id} depends on, is part of, runs on or is connected to {@code to}; with {@code outward} false, the reverse. */
    public Seen add(Context context, UUID id, RelationKind kind, boolean outward, UUID to, Consumer<Tx> also) {
        Cis.needWriter(context);
        return database.write(context.tenant(), tx -> {
            also.accept(tx);
            Ci one = cis.find(tx, id).orElseThrow(() -> Problem.notFound("CI"));
            if (id.equals(to)) {
                throw Problem.invalid("ciId", "self", "A CI cannot be related to itself");
            }
            Ci other = cis.find(tx, to).orElseThrow(() -> Problem.invalid("ciId", "unknown", "There is no such CI"));
            // Two at once could each make the reverse of the other.
            cis.lock(tx, List.of(id, to));
            if (store.of(tx, id).size() >= MOST) {
                throw Problem.invalid("ciId", "too-many", "A CI has at most " + MOST + " relationships");
            }
            boolean forward = kind.isMutual() ? id.toString().compareTo(to.toString()) < 0 : outward;
            var made = new Relationship(Ids.next(), forward ? id : to, kind, forward ? to : id);
            if (kind.isOneWay() && store.exists(tx, made.to(), kind, made.from())) {
                throw Problem.invalid("ciId", "reverse", "It is so the other way round already");
            }
            if (!store.insert(tx, made, context.at())) {
                throw Problem.invalid("ciId", "double", "This relationship is there already");
            }
            record(tx, context, made, one, other, "related");
            return new Seen(made.id(), kind, kind.isMutual() || outward, other);
        });
    }

    public void remove(Context context, UUID id, UUID relationship) {
        Cis.needWriter(context);
        database.run(context.tenant(), tx -> {
            Relationship old = store.of(tx, id).stream()
                    .filter(r -> r.id().equals(relationship))
                    .findFirst()
                    .orElseThrow(() -> Problem.notFound("relationship"));
            Ci one = cis.find(tx, id).orElseThrow(() -> Problem.notFound("CI"));
            Ci other = cis.find(tx, other(old, id)).orElseThrow(() -> Problem.notFound("CI"));
            store.delete(tx, relationship);
            record(tx, context, old, one, other, "unrelated");
        });
    }

    private void record(Tx tx, Context context, Relationship r, Ci one, Ci other, String what) {
        journal.appendAll(tx, context, List.of(entry(r, one, other, what), entry(r, other, one, what)));
    }

    private static NewEntry entry(Relationship r, Ci of, Ci other, String what) {
        return NewEntry.of(
                Cis.SUBJECT,
                of.id(),
                null,
                what,
                Map.of(
                        "kind",
                        r.kind().key(),
                        "outward",
                        r.from().equals(of.id()),
                        "ci",
                        other.id(),
                        "name",
                        other.name()));
    }
}
