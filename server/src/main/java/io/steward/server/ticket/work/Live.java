package io.steward.server.ticket.work;

import io.steward.server.journal.Entry;
import io.steward.server.journal.JournalTail;
import io.steward.server.platform.Context;
import io.steward.server.platform.Json;
import io.steward.server.platform.Problem;
import io.steward.server.platform.TenantId;
import io.steward.server.ticket.LivePages;
import io.steward.server.ticket.Tickets;
import java.io.IOException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.http.MediaType;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** The open pages: tells each what changed, and only of what its person may see. Per node, in memory. */
@Component
public class Live implements JournalTail, LivePages {
    private static final int MOST = 5_000;

    /** One open page. */
    private record Page(Context context, SseEmitter emitter) {}

    private final Set<Page> pages = ConcurrentHashMap.newKeySet();
    private final ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor();
    private volatile boolean ending;

    /** Opens a stream of events for a person. */
    public SseEmitter open(Context context) {
        if (ending || pages.size() >= MOST) {
            throw Problem.of(Problem.Kind.UNAVAILABLE, "Too many open pages just now");
        }
        // Reopened by the browser every few minutes: a session that ended since is noticed then.
        var emitter = new SseEmitter(240_000L);
        var page = new Page(context, emitter);
        emitter.onCompletion(() -> pages.remove(page));
        emitter.onTimeout(emitter::complete);
        emitter.onError(e -> pages.remove(page));
        pages.add(page);
        send(page, "ping", Map.of());
        return emitter;
    }

    @Override
    public void accept(TenantId tenant, List<Entry> entries) {
        if (pages.isEmpty()) {
            return;
        }
        var changed = new LinkedHashMap<UUID, UUID>();
        for (Entry e : entries) {
            UUID desk = e.deskId();
            if (e.subjectKind().equals(Tickets.SUBJECT) && desk != null) {
                changed.put(e.subjectId(), desk);
            }
        }
        for (Page page : pages) {
            if (!page.context().tenant().equals(tenant)) {
                continue;
            }
            var ids = changed.entrySet().stream()
                    .filter(c -> page.context().rights().worksOn(c.getValue()))
                    .map(Map.Entry::getKey)
                    .limit(200)
                    .toList();
            if (!ids.isEmpty()) {
                send(page, "tickets", Map.of("ids", ids));
            }
        }
    }

    /** Tells the pages of a desk's agents who is at a ticket. */
    void presence(TenantId tenant, UUID desk, Object what) {
        for (Page page : pages) {
            if (page.context().tenant().equals(tenant)
                    && page.context().rights().worksOn(desk)) {
                send(page, "presence", what);
            }
        }
    }

    @Override
    public Set<UUID> people(TenantId tenant) {
        return pages.stream()
                .filter(p -> p.context().tenant().equals(tenant))
                .map(p -> p.context().personId())
                .collect(Collectors.toSet());
    }

    @Override
    public void tell(TenantId tenant, Collection<UUID> people, String event, Object data) {
        for (Page page : pages) {
            if (page.context().tenant().equals(tenant)
                    && people.contains(page.context().personId())) {
                send(page, event, data);
            }
        }
    }

    @Scheduled(fixedRate = 20_000)
    void ping() {
        pages.forEach(page -> send(page, "ping", Map.of()));
    }

    /** Streams never end by themselves: without this, each stop would wait for them as long as it waits at all. */
    @EventListener(ContextClosedEvent.class)
    void end() {
        ending = true;
        pages.forEach(page -> page.emitter().complete());
    }

    private void send(Page page, String event, Object data) {
        senders.execute(() -> {
            try {
                synchronized (page) {
                    page.emitter()
                            .send(SseEmitter.event().name(event).data(Json.text(data), MediaType.APPLICATION_JSON));
                }
            } catch (IOException | IllegalStateException gone) {
                pages.remove(page);
            }
        });
    }
}
