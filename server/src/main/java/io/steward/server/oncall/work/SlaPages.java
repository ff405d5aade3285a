package io.steward.server.oncall.work;

import io.steward.server.journal.Entry;
import io.steward.server.journal.Journal;
import io.steward.server.journal.JournalConsumer;
import io.steward.server.journal.NewEntry;
import io.steward.server.oncall.Call;
import io.steward.server.oncall.Calls;
import io.steward.server.platform.Context;
import io.steward.server.platform.Problem;
import io.steward.server.platform.Tx;
import io.steward.server.ticket.Tickets;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Calls chains when a service level wants it: its escalation says so in the ticket's journal, as {@code pages}. */
@Component
class SlaPages implements JournalConsumer {
    private static final String ESCALATED = "sla_escalated";

    private final Calls calls;
    private final Journal journal;
    private final Clock clock;

    SlaPages(Calls calls, Journal journal, Clock clock) {
        this.calls = calls;
        this.journal = journal;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "oncall.sla";
    }

    @Override
    public boolean fromNow() {
        return true;
    }

    @Override
    public void accept(Tx tx, List<Entry> entries) {
        for (Entry e : entries) {
            if (e.subjectKind().equals(Tickets.SUBJECT) && e.kind().equals(ESCALATED) && !e.isPast()) {
                e.data().path("pages").forEach(page -> page(tx, e, page));
            }
        }
    }

    private void page(Tx tx, Entry e, JsonNode page) {
        var context = Context.system(tx.tenant(), clock.instant(), e.cause());
        String text = page.path("text").asString("");
        try {
            calls.trigger(
                    tx,
                    context,
                    e.subjectId(),
                    UUID.fromString(page.path("chain").asString("")),
                    text.length() <= Call.LONGEST_TEXT ? text : text.substring(0, Call.LONGEST_TEXT),
                    Calls.SLA);
        } catch (Problem | IllegalArgumentException refused) {
            // A chain that is gone, a ticket that was closed meanwhile: said, since somebody counts on it.
            var data = new HashMap<String, Object>();
            data.put("message", refused instanceof Problem p ? p.text() : "There is no such chain");
            journal.append(tx, context, NewEntry.of(Tickets.SUBJECT, e.subjectId(), e.deskId(), "page_refused", data));
        }
    }
}
