package io.steward.server.approval.web;

import io.steward.server.approval.Approval;
import io.steward.server.approval.Approvals;
import io.steward.server.approval.Plan;
import io.steward.server.approval.Seat;
import io.steward.server.approval.Snapshot;
import io.steward.server.approval.rules.Ballot;
import io.steward.server.identity.Directory;
import io.steward.server.identity.PersonRef;
import io.steward.server.platform.Context;
import io.steward.server.platform.Database;
import io.steward.server.ticket.FieldRole;
import io.steward.server.ticket.Ticket;
import io.steward.server.ticket.TicketReader;
import io.steward.server.ticket.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Approvals as the API answers them, with the names of people and what the caller may do. */
@Component
class ApprovalViews {
    private final Database database;
    private final Approvals approvals;
    private final Directory directory;
    private final TicketReader tickets;
    private final Types types;

    ApprovalViews(Database database, Approvals approvals, Directory directory, TicketReader tickets, Types types) {
        this.database = database;
        this.approvals = approvals;
        this.directory = directory;
        this.tickets = tickets;
        this.types = types;
    }

    record PersonView(UUID id, String name) {}

    record TicketView(UUID id, String number, String title) {}

    /** @param decidedBy who decided, where it was somebody else */
    record VoteView(
            PersonView person,
            String source,
            @Nullable String decision,
            @Nullable PersonView decidedBy,
            @Nullable Instant decided,
            String comment,
            @Nullable String via) {}

    /** @param needed how many have to agree; {@code state} waiting, pending, approved or rejected */
    record StepView(String name, String rule, int needed, String state, List<VoteView> votes) {}

    /** The ticket as it was. */
    record AboutView(
            String number,
            String title,
            String description,
            int priority,
            String type,
            @Nullable String category,
            String requester,
            List<Snapshot.Value> fields) {}

    /** @param decideFor whose vote the caller may give now; null: none */
    record MayView(@Nullable PersonView decideFor, boolean withdraw) {}

    record ApprovalView(
            UUID id,
            TicketView ticket,
            String title,
            String reason,
            String state,
            int step,
            List<StepView> steps,
            AboutView about,
            @Nullable PersonView requestedBy,
            Instant requested,
            @Nullable Instant settled,
            @Nullable String ending,
            @Nullable Instant expires,
            @Nullable UUID replaces,
            List<String> watched,
            MayView may) {}

    ApprovalView one(Context context, Approval a) {
        return all(context, List.of(a)).getFirst();
    }

    List<ApprovalView> all(Context context, List<Approval> list) {
        if (list.isEmpty()) {
            return List.of();
        }
        Map<UUID, PersonRef> people = people(context, list);
        Map<UUID, Ticket> byId = new HashMap<>();
        database.read(
                        context.tenant(),
                        tx -> tickets.byIds(
                                tx,
                                list.stream().map(Approval::ticketId).distinct().toList()))
                .forEach(t -> byId.put(t.id(), t));
        var may = approvals.may(context, list);
        return list.stream()
                .map(a -> view(context, a, Objects.requireNonNull(may.get(a.id())), people, byId))
                .toList();
    }

    private Map<UUID, PersonRef> people(Context context, Collection<Approval> list) {
        Set<UUID> ids = new HashSet<>();
        for (Approval a : list) {
            Stream.concat(
                            Stream.of(a.requestedBy()),
                            a.seats().stream().flatMap(s -> Stream.of(s.personId(), s.decidedBy())))
                    .filter(Objects::nonNull)
                    .forEach(ids::add);
        }
        return database.read(context.tenant(), tx -> directory.refs(tx, ids));
    }

    private ApprovalView view(
            Context context, Approval a, Approvals.May may, Map<UUID, PersonRef> people, Map<UUID, Ticket> byId) {
        return new ApprovalView(
                a.id(),
                new TicketView(a.ticketId(), a.snapshot().number(), title(a, byId)),
                a.plan().title(),
                a.plan().reason(),
                a.state().key(),
                a.step(),
                steps(a, people),
                about(context, a, byId),
                person(people, a.requestedBy()),
                a.requested(),
                a.settled(),
                a.ending(),
                a.expires(),
                a.replaces(),
                a.plan().watched(),
                new MayView(person(people, may.decideFor()), may.withdraw()));
    }

    private static String title(Approval a, Map<UUID, Ticket> byId) {
        Ticket now = byId.get(a.ticketId());
        return now == null ? a.snapshot().title() : now.title();
    }

    private static List<StepView> steps(Approval a, Map<UUID, PersonRef> people) {
        var outcomes = a.outcomes();
        var steps = new ArrayList<StepView>();
        for (int i = 0; i < outcomes.size(); i++) {
            Plan.Step step = a.plan().steps().get(i);
            var seats = a.at(i);
            var outcome = outcomes.get(i);
            String state = outcome != Ballot.Outcome.OPEN
                    ? outcome.name().toLowerCase(Locale.ROOT)
                    : i == a.step() && a.isPending() ? "pending" : "waiting";
            steps.add(new StepView(
                    step.name(),
                    step.rule().key(),
                    Ballot.needed(step, seats.size()),
                    state,
                    seats.stream().map(s -> vote(s, people)).toList()));
        }
        return steps;
    }

    private static VoteView vote(Seat s, Map<UUID, PersonRef> people) {
        boolean instead = s.decidedBy() != null && !s.personId().equals(s.decidedBy());
        return new VoteView(
                Objects.requireNonNull(person(people, s.personId())),
                s.source(),
                s.approved() == null ? null : s.approved() ? "approved" : "rejected",
                instead ? person(people, s.decidedBy()) : null,
                s.decided(),
                s.comment(),
                s.via());
    }

    /** Fields that are not for everybody stay with those who may read them on the ticket. */
    private AboutView about(Context context, Approval a, Map<UUID, Ticket> byId) {
        Snapshot s = a.snapshot();
        var roles = FieldRole.of(context, a.deskId());
        Ticket ticket = byId.get(a.ticketId());
        var type = ticket == null
                ? null
                : types.find(context.tenant(), ticket.typeId()).orElse(null);
        var readable = s.fields().stream()
                .filter(v -> type == null
                        ? context.rights().worksOn(a.deskId())
                        : type.field(v.key())
                                .map(f -> f.readableBy(roles))
                                .orElse(context.rights().worksOn(a.deskId())))
                .toList();
        return new AboutView(
                s.number(), s.title(), s.description(), s.priority(), s.type(), s.category(), s.requester(), readable);
    }

    private static @Nullable PersonView person(Map<UUID, PersonRef> people, @Nullable UUID id) {
        if (id == null) {
            return null;
        }
        PersonRef ref = people.get(id);
        return new PersonView(id, ref == null ? "?" : ref.name());
    }
}
