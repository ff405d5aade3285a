package io.steward.server.approval;

import io.steward.server.approval.rules.Ballot;
import io.steward.server.approval.store.ApprovalStore;
import io.steward.server.notification.NoticeKind;
import io.steward.server.platform.Cause;
import io.steward.server.platform.Check;
import io.steward.server.platform.Context;
import io.steward.server.platform.Database;
import io.steward.server.platform.Problem;
import io.steward.server.platform.Tx;
import io.steward.server.ticket.ChangeTicket;
import io.steward.server.ticket.Ticket;
import io.steward.server.ticket.TicketField;
import io.steward.server.ticket.TicketReader;
import io.steward.server.ticket.Tickets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Votes, and what comes of them; withdrawal, reminders and expiry. */
@Component
public class Deciding {
    /** Who does not answer so many reminders will not answer the next. */
    private static final int MOST_REMINDERS = 10;

    private final Database database;
    private final ApprovalStore store;
    private final Approvals approvals;
    private final TicketReader reader;
    private final Tickets tickets;
    private final Voices voices;

    Deciding(
            Database database,
            ApprovalStore store,
            Approvals approvals,
            TicketReader reader,
            Tickets tickets,
            Voices voices) {
        this.database = database;
        this.store = store;
        this.approvals = approvals;
        this.reader = reader;
        this.tickets = tickets;
        this.voices = voices;
    }

    /** @param step the step that the actor saw; null: whichever it is; {@code via} app or mail */
    public Approval decide(
            Context context, UUID id, @Nullable Integer step, boolean approved, @Nullable String comment, String via) {
        var check = new Check();
        String words = check.optional("comment", comment, 2_000);
        check.done();
        return database.write(context.tenant(), tx -> {
            Approval a = held(tx, context, id);
            UUID me = context.personId();
            Seat seat = step != null && step != a.step()
                    ? null
                    : approvals.seat(tx, a, me, context.at()).orElse(null);
            if (seat == null) {
                throw Problem.conflict(
                        a.isPending() && a.seats().stream().noneMatch(s -> me.equals(s.decidedBy()))
                                ? "This is not yours to decide now"
                                : "This was decided already");
            }
            var vote = new Seat(seat.step(), seat.personId(), seat.source(), approved, me, context.at(), words, via);
            store.vote(tx, id, vote);
            return voted(tx, context, store.find(tx, id).orElseThrow(), vote);
        });
    }

    private Approval voted(Tx tx, Context context, Approval a, Seat vote) {
        var outcomes = a.outcomes();
        var all = Ballot.all(outcomes);
        var data = new LinkedHashMap<String, Object>();
        data.put("decision", Boolean.TRUE.equals(vote.approved()) ? "approved" : "rejected");
        data.put(
                "outcome",
                all == Ballot.Outcome.OPEN ? "pending" : all == Ballot.Outcome.APPROVED ? "approved" : "rejected");
        data.put("comment", vote.comment());
        data.put("via", String.valueOf(vote.via()));
        if (!vote.personId().equals(vote.decidedBy())) {
            data.put("for", voices.name(tx, vote.personId()));
        }
        voices.record(tx, context, a, "approval_decided", data);
        Ticket ticket = ticket(tx, a);
        if (all == Ballot.Outcome.OPEN) {
            int place = Ballot.place(outcomes);
            if (place != a.step()) {
                store.move(tx, a.id(), ApprovalState.PENDING, place, null, null);
                voices.ask(
                        tx,
                        context,
                        store.find(tx, a.id()).orElseThrow(),
                        ticket,
                        NoticeKind.APPROVAL_REQUESTED,
                        "approval:" + a.id() + ":" + place);
            }
        } else {
            boolean yes = all == Ballot.Outcome.APPROVED;
            end(tx, context, a, yes ? ApprovalState.APPROVED : ApprovalState.REJECTED, null);
            moveTicket(tx, context, a, yes ? a.plan().onApproved() : a.plan().onRejected());
        }
        return store.find(tx, a.id()).orElseThrow();
    }

    /** Who asked, or manages the desk, wants no answer any more. */
    public Approval withdraw(Context context, UUID id, @Nullable String reason) {
        var check = new Check();
        String words = check.optional("reason", reason, 2_000);
        check.done();
        return database.write(context.tenant(), tx -> {
            Approval a = held(tx, context, id);
            if (!a.isPending()) {
                throw Problem.conflict("This is over already");
            }
            if (!Approvals.mayWithdraw(context, a)) {
                throw Problem.forbidden("Only who asked, or the desk's manager, may withdraw this");
            }
            withdraw(tx, context, a, words);
            return store.find(tx, id).orElseThrow();
        });
    }

    void withdraw(Tx tx, Context context, Approval a, String reason) {
        voices.record(tx, context, a, "approval_withdrawn", Map.of("reason", reason));
        end(tx, context, a, ApprovalState.WITHDRAWN, reason);
    }

    /** Ends one whose time is over. @return whether there was one */
    public boolean expireOne(Tx tx, Instant now) {
        var due = store.expired(tx, now);
        due.ifPresent(a -> {
            var context = byItself(tx, now, a);
            voices.record(tx, context, a, "approval_expired", Map.of());
            end(tx, context, a, ApprovalState.EXPIRED, null);
            moveTicket(tx, context, a, a.plan().onExpired());
        });
        return due.isPresent();
    }

    /** Reminds the approvers of one that waits. @return whether there was one */
    public boolean remindOne(Tx tx, Instant now) {
        var due = store.toRemind(tx, now);
        due.ifPresent(a -> {
            Instant planned = a.nextReminder();
            Integer hours = a.plan().remindHours();
            if (planned == null || hours == null) {
                return;
            }
            Duration every = Duration.ofHours(hours);
            // What was missed while nobody looked is one reminder, not many.
            long past = Duration.between(a.requested(), now).dividedBy(every);
            boolean last = past >= MOST_REMINDERS;
            store.remind(tx, a.id(), last ? null : a.requested().plus(every.multipliedBy(past + 1)));
            String once = "reminder:" + a.id() + ":" + planned.getEpochSecond();
            voices.ask(tx, byItself(tx, now, a), a, ticket(tx, a), NoticeKind.APPROVAL_REMINDER, once);
        });
        return due.isPresent();
    }

    private void end(Tx tx, Context context, Approval a, ApprovalState state, @Nullable String ending) {
        store.move(tx, a.id(), state, a.step(), context.at(), ending);
        voices.outcome(tx, context, a, ticket(tx, a), state);
    }

    /** The decision stands even where the workflow does not allow the move: then the journal says so. */
    private void moveTicket(Tx tx, Context context, Approval a, @Nullable String status) {
        if (status == null || ticket(tx, a).status().equals(status)) {
            return;
        }
        var system = byItself(tx, context.at(), a);
        tx.sql().execute("savepoint approval_move");
        try {
            database.together(
                    tx,
                    () -> tickets.change(
                            system, a.ticketId(), (t, ticket) -> ChangeTicket.of(TicketField.STATUS, status)));
        } catch (Problem refused) {
            tx.sql().execute("rollback to savepoint approval_move");
            voices.record(tx, system, a, "approval_not_moved", Map.of("status", status, "message", refused.text()));
        }
    }

    private static Context byItself(Tx tx, Instant at, Approval a) {
        return Context.system(tx.tenant(), at, new Cause("approval", a.plan().title()));
    }

    private Ticket ticket(Tx tx, Approval a) {
        return reader.byIds(tx, List.of(a.ticketId())).getFirst();
    }

    private Approval held(Tx tx, Context context, UUID id) {
        return store.lock(tx, id)
                .filter(a -> approvals.sees(tx, context, a))
                .orElseThrow(() -> Problem.notFound("approval"));
    }
}
