package io.steward.server.approval;

import io.steward.server.approval.store.ApprovalStore;
import io.steward.server.notification.NoticeKind;
import io.steward.server.platform.Check;
import io.steward.server.platform.Context;
import io.steward.server.platform.Database;
import io.steward.server.platform.Ids;
import io.steward.server.platform.Problem;
import io.steward.server.platform.Tx;
import io.steward.server.ticket.Ticket;
import io.steward.server.ticket.TicketReader;
import io.steward.server.ticket.Types;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Asks for decisions, and shows them to those they concern. */
@Component
public class Approvals {
    private static final int MOST_PENDING = 10;
    private static final int MOST_COUNTED = 100;

    private final Database database;
    private final ApprovalStore store;
    private final TicketReader tickets;
    private final Seating seating;
    private final Snapshots snapshots;
    private final Delegations delegations;
    private final Voices voices;
    private final Types types;

    Approvals(
            Database database,
            ApprovalStore store,
            TicketReader tickets,
            Seating seating,
            Snapshots snapshots,
            Delegations delegations,
            Voices voices,
            Types types) {
        this.database = database;
        this.store = store;
        this.tickets = tickets;
        this.seating = seating;
        this.snapshots = snapshots;
        this.delegations = delegations;
        this.voices = voices;
        this.types = types;
    }

    /** Which of somebody's approvals are meant. */
    public enum Mine {
        /** Those that wait for them, or for somebody they decide for. */
        WAITING,
        DECIDED,
        ASKED
    }

    /** Asks by hand; agents of the desk may. */
    public Approval request(Context context, String idOrNumber, Plan plan, Consumer<Tx> also) {
        return database.write(context.tenant(), tx -> {
            also.accept(tx);
            Ticket ticket = tickets.worked(tx, context, idOrNumber);
            var check = new Check();
            plan.checkStatuses(types.get(context.tenant(), ticket.typeId()).definition(), check, "");
            check.done();
            return request(tx, context, ticket, plan);
        });
    }

    /** @throws Problem when nobody is left who could decide */
    Approval request(Tx tx, Context context, Ticket ticket, Plan plan) {
        if (!ticket.statusCategory().isOpen()) {
            throw Problem.conflict("The ticket is not open any more");
        }
        if (store.standing(tx, ticket.id(), ApprovalState.PENDING).size() >= MOST_PENDING) {
            throw Problem.conflict("At most " + MOST_PENDING + " approvals wait at the same time");
        }
        var check = new Check();
        UUID asker = context.actor().id();
        List<Seat> seats = seating.of(tx, ticket, plan, asker, check);
        check.done();
        return begin(tx, context, ticket, plan, seats, asker, null);
    }

    /** The same people decide again, about what it is now. */
    void again(Tx tx, Context context, Ticket ticket, Approval before, String changed) {
        store.move(tx, before.id(), ApprovalState.SUPERSEDED, before.step(), context.at(), changed);
        var seats = before.seats().stream()
                .map(s -> Seat.of(s.step(), s.personId(), s.source()))
                .toList();
        voices.record(tx, context, before, "approval_superseded", Map.of("changed", changed));
        begin(tx, context, ticket, before.plan(), seats, before.requestedBy(), before.id());
    }

    private Approval begin(
            Tx tx,
            Context context,
            Ticket ticket,
            Plan plan,
            List<Seat> seats,
            @Nullable UUID asker,
            @Nullable UUID replaces) {
        Instant at = context.at();
        var made = new Approval(
                Ids.next(),
                ticket.id(),
                ticket.deskId(),
                ApprovalState.PENDING,
                0,
                plan,
                snapshots.of(tx, context, ticket),
                seats,
                asker,
                at,
                null,
                null,
                later(at, plan.expiresHours()),
                later(at, plan.remindHours()),
                replaces,
                1);
        store.insert(tx, made);
        var asked =
                made.current().stream().map(s -> voices.name(tx, s.personId())).toList();
        voices.record(tx, context, made, "approval_requested", Map.of("asked", String.join(", ", asked)));
        voices.ask(tx, context, made, ticket, NoticeKind.APPROVAL_REQUESTED, once(made));
        return made;
    }

    static String once(Approval a) {
        return "approval:" + a.id() + ":" + a.step();
    }

    private static @Nullable Instant later(Instant at, @Nullable Integer hours) {
        return hours == null ? null : at.plus(Duration.ofHours(hours));
    }

    /** All of a ticket that the actor works on, the newest first. */
    public List<Approval> ofTicket(Context context, String idOrNumber) {
        return database.read(
                context.tenant(),
                tx -> store.ofTicket(tx, tickets.worked(tx, context, idOrNumber).id()));
    }

    /** The newest first. */
    public List<Approval> mine(Context context, Mine which, @Nullable UUID before, int limit) {
        UUID me = context.personId();
        return database.read(context.tenant(), tx -> switch (which) {
            case WAITING -> store.waiting(tx, me, voicesOf(tx, me, context.at()), before, limit);
            case DECIDED -> store.decidedBy(tx, me, before, limit);
            case ASKED -> store.askedBy(tx, me, before, limit);
        });
    }

    /** How many wait for the actor; more than a hundred are counted as a hundred. */
    public int waiting(Context context) {
        UUID me = context.personId();
        return database.read(
                context.tenant(), tx -> store.countWaiting(tx, me, voicesOf(tx, me, context.at()), MOST_COUNTED));
    }

    /** Seen by who is or was to decide, who asked, and the desk's agents as far as they see its ticket. */
    public Approval get(Context context, UUID id) {
        return database.read(
                context.tenant(),
                tx -> store.find(tx, id)
                        .filter(a -> sees(tx, context, a))
                        .orElseThrow(() -> Problem.notFound("approval")));
    }

    boolean sees(Tx tx, Context context, Approval a) {
        UUID me = context.personId();
        Set<UUID> people = voicesOf(tx, me, context.at());
        return me.equals(a.requestedBy())
                || a.seats().stream().anyMatch(s -> people.contains(s.personId()) || me.equals(s.decidedBy()))
                || !tickets.worked(tx, context, List.of(a.ticketId())).isEmpty();
    }

    /** The vote that a person may give now, if any: their own, else that of somebody who is away. One for each step. */
    Optional<Seat> seat(Tx tx, Approval a, UUID person, Instant at) {
        return seat(a, person, delegations.principals(tx, person, at));
    }

    private static Optional<Seat> seat(Approval a, UUID person, Set<UUID> principals) {
        boolean own =
                person.equals(a.requestedBy()) || person.equals(a.snapshot().requesterId());
        boolean done = a.current().stream().anyMatch(s -> person.equals(s.decidedBy()));
        if (!a.isPending() || own || done) {
            return Optional.empty();
        }
        var open = a.current().stream().filter(s -> s.approved() == null).toList();
        return open.stream()
                .filter(s -> s.personId().equals(person))
                .findFirst()
                .or(() -> open.stream()
                        .filter(s -> principals.contains(s.personId()))
                        .findFirst());
    }

    /** What the actor may do. @param decideFor whose vote they may give now */
    public record May(@Nullable UUID decideFor, boolean withdraw) {}

    /** What the actor may do with each, by its id. */
    public Map<UUID, May> may(Context context, Collection<Approval> all) {
        UUID me = context.personId();
        Set<UUID> principals = database.read(context.tenant(), tx -> delegations.principals(tx, me, context.at()));
        var may = new HashMap<UUID, May>();
        for (Approval a : all) {
            UUID decideFor = seat(a, me, principals).map(Seat::personId).orElse(null);
            may.put(a.id(), new May(decideFor, mayWithdraw(context, a)));
        }
        return may;
    }

    static boolean mayWithdraw(Context context, Approval a) {
        return a.isPending()
                && (Objects.equals(a.requestedBy(), context.actor().id())
                        || context.rights().manages(a.deskId()));
    }

    private Set<UUID> voicesOf(Tx tx, UUID me, Instant at) {
        var people = new HashSet<>(delegations.principals(tx, me, at));
        people.add(me);
        return people;
    }
}
