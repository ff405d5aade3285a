package io.steward.server.sla;

import io.steward.server.platform.TenantId;
import io.steward.server.sla.rules.Reading;
import io.steward.server.sla.rules.Terms;
import io.steward.server.ticket.StatusCategory;
import io.steward.server.ticket.Ticket;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/** What a book says of the clocks of a ticket as it is at an instant. */
@Component
class Readings {
    private final ClockConditions conditions;

    Readings(ClockConditions conditions) {
        this.conditions = conditions;
    }

    /** What holds for a clock, and whose it is. */
    record Of(Policy policy, Promise promise, Reading reading) {}

    /** By clock; those for which something is promised. */
    Map<String, Of> of(TenantId tenant, Book book, Ticket ticket, Instant at) {
        var all = new LinkedHashMap<String, Of>();
        boolean sla = false;
        for (Policy policy : book.policies()) {
            boolean first = policy.agreement() == Agreement.SLA;
            if ((first && sla) || !conditions.holds(ticket, tenant, policy.query())) {
                continue;
            }
            sla |= first;
            for (Promise promise : policy.promises()) {
                Integer minutes = promise.targets().get(ticket.priority());
                if (minutes != null) {
                    var terms = new Terms(
                            policy.id(), Duration.ofMinutes(minutes), book.time(policy.id()), Books.percents(promise));
                    all.put(policy.clock(promise), new Of(policy, promise, read(tenant, ticket, promise, terms, at)));
                }
            }
        }
        return all;
    }

    /** Of a clock for which nothing is promised any more. */
    static Reading nothing(Instant at) {
        return new Reading(at, null, false, false, false, false, false, false, new Reading.Why("no_policy", null));
    }

    private Reading read(TenantId tenant, Ticket t, Promise p, Terms terms, Instant at) {
        boolean started = p.start().isEmpty() ? starts(p, t) : conditions.holds(t, tenant, p.start());
        boolean stopped = p.stop().isEmpty() ? stops(p, t) : conditions.holds(t, tenant, p.stop());
        boolean paused = !p.pause().isEmpty() && conditions.holds(t, tenant, p.pause());
        boolean cancelled = t.statusCategory() == StatusCategory.CANCELLED;
        Reading.Why why = cancelled
                ? new Reading.Why("cancelled", null)
                : stopped
                        ? new Reading.Why("stop", p.stop().isEmpty() ? null : p.stop())
                        : paused
                                ? new Reading.Why("pause", p.pause())
                                : new Reading.Why("run", p.start().isEmpty() ? null : p.start());
        boolean again = p.kind() == Promised.NEXT_RESPONSE;
        boolean once = p.kind() != Promised.RESOLUTION && !again;
        return new Reading(at, terms, started, paused, stopped, cancelled, once, again, why);
    }

    private static boolean starts(Promise p, Ticket t) {
        return p.kind() != Promised.NEXT_RESPONSE || (t.awaitsAgent() && t.agentReplies() > 0);
    }

    private static boolean stops(Promise p, Ticket t) {
        boolean resolved = t.statusCategory() == StatusCategory.RESOLVED || t.statusCategory() == StatusCategory.CLOSED;
        return switch (p.kind()) {
            case FIRST_RESPONSE -> t.firstReplied() != null || resolved;
            case NEXT_RESPONSE -> !t.awaitsAgent();
            case RESOLUTION -> resolved;
            case APPROVAL, CUSTOM -> false;
        };
    }
}
