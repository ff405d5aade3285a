package io.steward.server.oncall.web;

import io.steward.server.identity.Desks;
import io.steward.server.oncall.Call;
import io.steward.server.oncall.Calls;
import io.steward.server.oncall.PageState;
import io.steward.server.oncall.web.PageViews.PageView;
import io.steward.server.platform.Database;
import io.steward.server.platform.Problem;
import io.steward.server.platform.web.Access;
import io.steward.server.platform.web.Caller;
import io.steward.server.platform.web.Idempotency;
import io.steward.server.platform.web.Page;
import io.steward.server.platform.web.Who;
import io.steward.server.ticket.TicketReader;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Pages: calls about tickets that run until somebody takes them on. */
@RestController
@RequestMapping("/api/v1")
class PageController {
    private final Database database;
    private final Calls calls;
    private final PageViews views;
    private final TicketReader tickets;
    private final Desks desks;
    private final Idempotency idempotency;

    PageController(
            Database database,
            Calls calls,
            PageViews views,
            TicketReader tickets,
            Desks desks,
            Idempotency idempotency) {
        this.database = database;
        this.calls = calls;
        this.views = views;
        this.tickets = tickets;
        this.desks = desks;
        this.idempotency = idempotency;
    }

    record PageBody(@Nullable UUID chainId, @Nullable String text) {}

    /** 201, or 200 with the page that runs already. */
    @Access(Who.AGENT)
    @PostMapping("/tickets/{id}/pages")
    ResponseEntity<?> pageTicket(
            Caller caller,
            @PathVariable String id,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestBody PageBody b) {
        return idempotency.once(caller, key, b, also -> {
            var begun = calls.trigger(caller.context(), id, b.chainId(), b.text(), also);
            return ResponseEntity.status(begun.fresh() ? 201 : 200).body(view(caller, begun.call()));
        });
    }

    @Access(Who.AGENT)
    @GetMapping("/tickets/{id}/pages")
    List<PageView> pagesOfTicket(Caller caller, @PathVariable String id) {
        return database.read(caller.tenant(), tx -> views.all(tx, calls.ofTicket(tx, caller.context(), id)));
    }

    /** Of the desks that the caller works on, the newest first. @param show standing or over */
    @Access(Who.AGENT)
    @GetMapping("/pages")
    Page<PageView> pages(
            Caller caller,
            @RequestParam(defaultValue = "standing") String show,
            @RequestParam(required = false) @Nullable UUID cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        int most = Page.limit(limit);
        Set<PageState> states = switch (show) {
            case "standing" -> Set.of(PageState.TRIGGERED, PageState.ACKNOWLEDGED);
            case "over" -> Set.of(PageState.RESOLVED, PageState.EXHAUSTED);
            default -> throw Problem.invalid("show", "unknown", "One of standing, over");
        };
        var all = desks.all(caller.tenant()).stream().map(d -> d.id()).toList();
        return database.read(caller.tenant(), tx -> {
            var found = calls.page(tx, caller.context(), all, states, cursor, most + 1);
            var page = Page.of(found, most, (Call c) -> c.id().toString());
            // What is confidential to a desk is left out for those who only administer it.
            Set<UUID> seen = tickets
                    .worked(
                            tx,
                            caller.context(),
                            page.items().stream().map(Call::ticketId).collect(Collectors.toSet()))
                    .stream()
                    .map(t -> t.id())
                    .collect(Collectors.toSet());
            var visible = page.items().stream()
                    .filter(c -> seen.contains(c.ticketId()))
                    .toList();
            return new Page<>(views.all(tx, visible), page.next());
        });
    }

    @Access(Who.AGENT)
    @GetMapping("/pages/{id}")
    PageView page(Caller caller, @PathVariable UUID id) {
        return database.read(caller.tenant(), tx -> views.one(tx, calls.get(tx, caller.context(), id)));
    }

    @Access(Who.AGENT)
    @PostMapping("/pages/{id}/acknowledge")
    PageView acknowledgePage(Caller caller, @PathVariable UUID id) {
        return view(caller, calls.acknowledge(caller.context(), id));
    }

    /** Calls the next step at once. */
    @Access(Who.AGENT)
    @PostMapping("/pages/{id}/escalate")
    PageView escalatePage(Caller caller, @PathVariable UUID id) {
        return view(caller, calls.escalate(caller.context(), id));
    }

    @Access(Who.AGENT)
    @PostMapping("/pages/{id}/resolve")
    PageView resolvePage(Caller caller, @PathVariable UUID id) {
        return view(caller, calls.resolve(caller.context(), id));
    }

    private PageView view(Caller caller, Call call) {
        return database.read(caller.tenant(), tx -> views.one(tx, call));
    }
}
