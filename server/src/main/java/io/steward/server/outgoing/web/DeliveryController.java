package io.steward.server.outgoing.web;

import io.steward.server.outgoing.Deliveries;
import io.steward.server.outgoing.Delivery;
import io.steward.server.outgoing.Endpoint;
import io.steward.server.outgoing.EndpointKind;
import io.steward.server.outgoing.NewDelivery;
import io.steward.server.platform.Problem;
import io.steward.server.platform.web.Access;
import io.steward.server.platform.web.Caller;
import io.steward.server.platform.web.Page;
import io.steward.server.platform.web.Place;
import io.steward.server.platform.web.Who;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What left the house, and what could not. */
@RestController
@RequestMapping("/api/v1")
class DeliveryController {
    private final Deliveries deliveries;

    DeliveryController(Deliveries deliveries) {
        this.deliveries = deliveries;
    }

    record EndpointView(UUID id, String kind, String name, boolean active) {
        static @Nullable EndpointView of(@Nullable Endpoint e) {
            return e == null ? null : new EndpointView(e.id(), e.kind().key(), e.name(), e.active());
        }
    }

    record View(
            UUID id,
            String kind,
            @Nullable EndpointView endpoint,
            String event,
            @Nullable UUID ticketId,
            @Nullable String to,
            String state,
            Instant created,
            int attempts,
            @Nullable Instant nextAt,
            @Nullable Instant settled,
            @Nullable Integer status,
            @Nullable String error) {
        static View of(Delivery d, @Nullable Endpoint e) {
            return new View(
                    d.id(),
                    d.kind(),
                    EndpointView.of(e),
                    d.event(),
                    d.subjectId(),
                    to(d),
                    d.state(),
                    d.created(),
                    d.attempts(),
                    d.nextAt(),
                    d.settled(),
                    d.status(),
                    d.error());
        }

        /** The host only: paths and parameters often are secrets. */
        private static @Nullable String to(Delivery d) {
            Delivery.Target target = d.target();
            return target == null || d.endpointId() != null
                    ? null
                    : URI.create(target.url()).getHost();
        }
    }

    /** With what was sent and answered. @param body null where it is not the caller's to read */
    record Whole(
            View delivery, @Nullable String body, @Nullable String answer, List<Delivery.Try> tries) {}

    record Since(@Nullable Instant since, @Nullable Boolean deadOnly) {}

    record Count(int count) {}

    @Access(Who.MANAGER)
    @GetMapping("/deliveries")
    Page<View> list(
            Caller caller,
            @RequestParam(required = false) @Nullable UUID endpoint,
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        int most = Page.limit(limit);
        var found = deliveries.page(
                caller.context(), endpoint, state == null || state.isEmpty() ? null : state, Place.of(cursor), most);
        Map<UUID, Endpoint> endpoints = deliveries.endpoints(caller.context(), found);
        return Page.of(found, most, d -> Place.after(d.created(), d.id()))
                .map(d -> View.of(d, d.endpointId() == null ? null : endpoints.get(d.endpointId())));
    }

    @Access(Who.MANAGER)
    @GetMapping("/deliveries/{id}")
    Whole get(Caller caller, @PathVariable UUID id) {
        Delivery d = deliveries.get(caller.context(), id);
        Endpoint e = endpoint(caller, d);
        return new Whole(View.of(d, e), isReadable(caller, d, e) ? d.body() : null, d.answer(), d.tries());
    }

    @Access(Who.MANAGER)
    @PostMapping("/deliveries/{id}/replay")
    View replay(Caller caller, @PathVariable UUID id) {
        Delivery d = deliveries.replay(caller.context(), id);
        return View.of(d, endpoint(caller, d));
    }

    @Access(Who.MANAGER)
    @PostMapping("/deliveries/{id}/drop")
    ResponseEntity<Void> drop(Caller caller, @PathVariable UUID id) {
        deliveries.drop(caller.context(), id);
        return ResponseEntity.noContent().build();
    }

    /** Sends again what an endpoint was to get. */
    @Access(Who.MANAGER)
    @PostMapping("/connections/{id}/replay")
    Count replaySince(Caller caller, @PathVariable UUID id, @RequestBody Since body) {
        Instant since = body.since();
        if (since == null) {
            throw Problem.invalid("since", "required", "Since when");
        }
        return new Count(deliveries.replaySince(caller.context(), id, since, !Boolean.FALSE.equals(body.deadOnly())));
    }

    private @Nullable Endpoint endpoint(Caller caller, Delivery d) {
        return d.endpointId() == null
                ? null
                : deliveries.endpoints(caller.context(), List.of(d)).get(d.endpointId());
    }

    /** What people are told on their devices is theirs; what is confidential is for those who have a role on the desk. */
    private static boolean isReadable(Caller caller, Delivery d, @Nullable Endpoint e) {
        if (e == null
                || e.kind() == EndpointKind.PUSH
                || e.kind() == EndpointKind.SMS
                || d.event().equals(NewDelivery.PERSONAL)) {
            return false;
        }
        return !e.settings().path("confidential").asBoolean(false)
                || (e.deskId() != null && caller.context().rights().desks().containsKey(e.deskId()));
    }
}
