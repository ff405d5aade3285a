package io.steward.server.sla;

import io.steward.server.identity.Desks;
import io.steward.server.journal.Journal;
import io.steward.server.journal.NewEntry;
import io.steward.server.platform.Check;
import io.steward.server.platform.Context;
import io.steward.server.platform.Database;
import io.steward.server.platform.Ids;
import io.steward.server.platform.Problem;
import io.steward.server.platform.Tx;
import io.steward.server.sla.store.BookStore;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** What desks promise, tended by their managers. Each change makes the desk's next book, which new tickets follow. */
@Component
public class Policies {
    private static final int MOST = 50;

    private final Database database;
    private final BookStore store;
    private final Books books;
    private final PolicyCheck checks;
    private final Desks desks;
    private final Journal journal;

    Policies(Database database, BookStore store, Books books, PolicyCheck checks, Desks desks, Journal journal) {
        this.database = database;
        this.store = store;
        this.books = books;
        this.checks = checks;
        this.desks = desks;
        this.journal = journal;
    }

    /** The policies of a desk that the actor manages, in their order. */
    public List<Policy> managed(Context context, UUID desk) {
        needDesk(context, desk);
        return database.read(context.tenant(), tx -> store.policies(tx, desk));
    }

    void needDesk(Context context, UUID desk) {
        if (desks.find(context.tenant(), desk).isEmpty() || !context.rights().worksOn(desk)) {
            throw Problem.notFound("desk");
        }
        context.needManager(desk);
    }

    /** Comes last. */
    public Policy create(Context context, Policy given, Consumer<Tx> also) {
        needDesk(context, given.deskId());
        return database.write(context.tenant(), tx -> {
            also.accept(tx);
            var there = store.policies(tx, given.deskId());
            if (there.size() >= MOST) {
                throw Problem.invalid("name", "too-many", "A desk has at most " + MOST + " policies");
            }
            int last = there.stream().mapToInt(Policy::position).max().orElse(0);
            var policy = checked(tx, context, given.placed(Ids.next(), given.deskId(), last + 1, 1));
            Problem.unlessTaken(
                    "name", "The desk has a policy of this name", () -> store.insert(tx, policy, context.at()));
            record(tx, context, policy, "created");
            return policy;
        });
    }

    /** The whole of it as it is to be; its desk and place stay. */
    public Policy change(Context context, UUID id, Policy given, int version) {
        return database.write(context.tenant(), tx -> {
            Policy before = found(tx, context, id);
            var after = checked(tx, context, given.placed(id, before.deskId(), before.position(), version + 1));
            Problem.unlessTaken("name", "The desk has a policy of this name", () -> {
                if (!store.update(tx, after, version)) {
                    throw Problem.stale(before);
                }
            });
            record(tx, context, after, "changed");
            return after;
        });
    }

    /** Its clocks run on by the book that has it. */
    public void delete(Context context, UUID id) {
        database.run(context.tenant(), tx -> {
            Policy policy = found(tx, context, id);
            store.deletePolicy(tx, id);
            record(tx, context, policy, "deleted");
        });
    }

    /** Puts a desk's policies in this order; all of them have to be named. */
    public List<Policy> order(Context context, UUID desk, List<UUID> ids) {
        needDesk(context, desk);
        database.run(context.tenant(), tx -> {
            var there = store.policies(tx, desk).stream().map(Policy::id).collect(Collectors.toSet());
            Check.eachOnce("ids", ids, there, "policies of the desk");
            for (int i = 0; i < ids.size(); i++) {
                store.place(tx, ids.get(i), i + 1);
            }
            journal.append(tx, context, NewEntry.of(Books.POLICY, desk, desk, "ordered", Map.of("policies", ids)));
            books.renew(tx, context, desk);
        });
        return managed(context, desk);
    }

    private Policy found(Tx tx, Context context, UUID id) {
        Policy policy = store.policyById(tx, id)
                .filter(p -> context.rights().worksOn(p.deskId()))
                .orElseThrow(() -> Problem.notFound("policy"));
        context.needManager(policy.deskId());
        return policy;
    }

    Policy checked(Tx tx, Context context, Policy given) {
        var check = new Check();
        Policy good = checks.of(tx, context, given, check);
        check.done();
        return good;
    }

    private void record(Tx tx, Context context, Policy p, String what) {
        Book book = books.renew(tx, context, p.deskId());
        var data = Map.of("name", p.name(), "active", p.active(), "query", p.query(), "book", book.number());
        journal.append(tx, context, NewEntry.of(Books.POLICY, p.id(), p.deskId(), what, data));
    }
}
