package io.steward.server.ticket.work;

import io.steward.server.platform.Context;
import io.steward.server.platform.TenantId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Who is at which ticket, for a minute after they last said so. */
@Component
public class Presence {
    private static final Duration FRESH = Duration.ofSeconds(45);

    public record Present(UUID id, String name, String state) {}

    private record Seen(Present who, Instant at) {}

    private record Place(TenantId tenant, UUID ticket) {}

    private final Map<Place, Map<UUID, Seen>> seen = new ConcurrentHashMap<>();
    private final Live live;
    private final Clock clock;

    Presence(Live live, Clock clock) {
        this.live = live;
        this.clock = clock;
    }

    public void tell(Context context, UUID ticket, UUID desk, String state) {
        var place = new Place(context.tenant(), ticket);
        Instant now = clock.instant();
        UUID person = context.personId();
        seen.compute(place, (key, old) -> {
            var people = old == null ? new HashMap<UUID, Seen>() : new HashMap<>(old);
            people.values().removeIf(s -> s.at().plus(FRESH).isBefore(now));
            if (state.equals("gone")) {
                people.remove(person);
            } else {
                people.put(person, new Seen(new Present(person, context.actor().name(), state), now));
            }
            return people.isEmpty() ? null : people;
        });
        var present = seen.getOrDefault(place, Map.of()).values().stream()
                .map(Seen::who)
                .toList();
        live.presence(context.tenant(), desk, Map.of("ticketId", ticket, "people", present));
    }

    @Scheduled(fixedRate = 60_000)
    void forget() {
        Instant old = clock.instant().minus(FRESH);
        seen.values().removeIf(people -> people.values().stream().allMatch(s -> s.at().isBefore(old)));
    }
}
