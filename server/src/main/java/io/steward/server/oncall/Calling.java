package io.steward.server.oncall;

import io.steward.server.identity.Desks;
import io.steward.server.identity.People;
import io.steward.server.identity.PersonRef;
import io.steward.server.identity.Team;
import io.steward.server.notification.Notice;
import io.steward.server.notification.NoticeKind;
import io.steward.server.notification.Notifications;
import io.steward.server.oncall.Chain.Target;
import io.steward.server.oncall.store.PageStore;
import io.steward.server.platform.Cause;
import io.steward.server.platform.Context;
import io.steward.server.platform.Tx;
import io.steward.server.ticket.Ticket;
import io.steward.server.ticket.TicketReader;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Takes pages a step further: tells whoever is to be called now, and says when to go on. Each step is one transaction, with
 * those it told and its line in the journal: it happened as a whole, or not at all.
 */
@Component
public class Calling {
    private final PageStore store;
    private final Calls calls;
    private final OnCall onCall;
    private final TicketReader tickets;
    private final Desks desks;
    private final People people;
    private final Notifications notifications;
    private final ChatCalls chats;

    Calling(
            PageStore store,
            Calls calls,
            OnCall onCall,
            TicketReader tickets,
            Desks desks,
            People people,
            Notifications notifications,
            ChatCalls chats) {
        this.store = store;
        this.calls = calls;
        this.onCall = onCall;
        this.tickets = tickets;
        this.desks = desks;
        this.people = people;
        this.notifications = notifications;
        this.chats = chats;
    }

    /** One step of one page that is due; answers whether there was one. */
    public boolean stepOne(Tx tx, Instant now) {
        var due = store.due(tx, now);
        due.ifPresent(call -> step(tx, call, now));
        return due.isPresent();
    }

    private void step(Tx tx, Call call, Instant now) {
        var context = Context.system(tx.tenant(), now, new Cause("page", call.chainName()));
        Ticket ticket =
                tickets.byIds(tx, Set.of(call.ticketId())).stream().findFirst().orElse(null);
        if (ticket == null || !ticket.statusCategory().isOpen()) {
            calls.resolve(tx, context, call);
        } else if (call.step() < call.steps().size()) {
            tell(tx, context, call, ticket);
        } else if (call.round() < call.repeats() && store.anyTold(tx, call.id(), call.round())) {
            tell(tx, context, call.goingOn(0, call.round() + 1, now), ticket);
        } else {
            giveUp(tx, context, call, ticket);
        }
    }

    private void tell(Tx tx, Context context, Call call, Ticket ticket) {
        Chain.Step step = call.steps().get(call.step());
        List<PersonRef> told = people.agentsAmong(tx, call.deskId(), targets(tx, step, context.at()));
        var ids = told.stream().map(PersonRef::id).toList();
        store.told(tx, call, ids, context.at());
        notify(tx, context, NoticeKind.PAGED, call, ticket, ids, call.round() + ":" + call.step());
        var names = new ArrayList<>(told.stream().map(PersonRef::name).toList());
        names.addAll(chats.tell(tx, context, call, ticket, step, told));
        calls.record(
                tx,
                context,
                call,
                "page_told",
                Map.of("step", call.step() + 1, "round", call.round() + 1, "told", String.join(", ", names)));
        // Where there is nobody, there is nobody to wait for.
        Duration wait = told.isEmpty() ? Duration.ZERO : Duration.ofMinutes(step.waitMinutes());
        store.move(tx, call.goingOn(call.step() + 1, call.round(), context.at().plus(wait)));
    }

    private Set<UUID> targets(Tx tx, Chain.Step step, Instant now) {
        var all = new LinkedHashSet<UUID>();
        all.addAll(onCall.at(tx, step.targets(Target.SCHEDULE), now).values());
        all.addAll(step.targets(Target.PERSON));
        for (UUID team : step.targets(Target.TEAM)) {
            desks.team(tx.tenant(), team).map(Team::members).orElse(List.of()).stream()
                    .map(PersonRef::id)
                    .forEach(all::add);
        }
        return all;
    }

    private void giveUp(Tx tx, Context context, Call call, Ticket ticket) {
        List<PersonRef> managers = people.managersOf(tx, call.deskId());
        store.move(tx, call.over(PageState.EXHAUSTED, context.at()));
        notify(
                tx,
                context,
                NoticeKind.PAGE_EXHAUSTED,
                call,
                ticket,
                managers.stream().map(PersonRef::id).toList(),
                "exhausted");
        calls.record(
                tx,
                context,
                call,
                "page_exhausted",
                Map.of(
                        "told",
                        String.join(", ", managers.stream().map(PersonRef::name).toList())));
    }

    private void notify(Tx tx, Context context, NoticeKind kind, Call call, Ticket ticket, List<UUID> to, String once) {
        notifications.tell(
                tx,
                new Notice(
                        context.at(),
                        kind,
                        to,
                        ticket,
                        "page:" + call.id() + ":" + once,
                        null,
                        Map.of(
                                "pageId",
                                call.id().toString(),
                                "chain",
                                call.chainName(),
                                "actor",
                                context.actor().name(),
                                "text",
                                call.text()),
                        kind == NoticeKind.PAGED ? "called" : "manager",
                        Set.of()));
    }
}
