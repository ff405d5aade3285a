package io.steward.server.integration;

import io.steward.server.identity.Tenants;
import io.steward.server.integration.rules.SenderProof;
import io.steward.server.integration.store.HookStore;
import io.steward.server.integration.store.SourceStore;
import io.steward.server.integration.work.HookLoop;
import io.steward.server.platform.Database;
import io.steward.server.platform.Ids;
import io.steward.server.platform.Problem;
import io.steward.server.platform.Secrets;
import io.steward.server.platform.TenantId;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The door for what other systems send: kept as it came, answered, and worked on afterwards. */
@Component
public class Hooks {
    /** The largest payload, in bytes. */
    public static final int LARGEST = 512 * 1024;

    private static final int LONGEST_HEADER = 1_000;
    private static final int MOST_HEADERS = 40;
    private static final int MOST_KNOWN = 10_000;

    /** How many came within this minute. */
    private record Minute(long minute, int count) {}

    private final Database database;
    private final Tenants tenants;
    private final SourceStore store;
    private final HookStore hooks;
    private final Sources sources;
    private final HookLoop loop;
    private final Clock clock;
    private final Map<UUID, Minute> minutes = new ConcurrentHashMap<>();

    Hooks(
            Database database,
            Tenants tenants,
            SourceStore store,
            HookStore hooks,
            Sources sources,
            HookLoop loop,
            Clock clock) {
        this.database = database;
        this.tenants = tenants;
        this.store = store;
        this.hooks = hooks;
        this.sources = sources;
        this.loop = loop;
        this.clock = clock;
    }

    /**
     * Takes a payload.
     *
     * @param headers in small letters
     * @param body read only when the address is known and not asked too much
     * @return its id; null when the same came before
     * @throws Problem when the address is unknown, the proof wrong, or it is too much or too large
     */
    public @Nullable UUID accept(String token, Map<String, String> headers, Supplier<InputStream> body) {
        TenantId tenant = tenant(token).orElseThrow(() -> Problem.notFound("address"));
        Source source = database.read(tenant, tx -> store.byToken(tx, Secrets.sha256(token)))
                .filter(Source::active)
                .orElseThrow(() -> Problem.notFound("address"));
        Instant now = clock.instant();
        count(source, now);
        byte[] bytes = bytes(body.get());
        prove(source, headers, bytes);
        var hook = new ReceivedHook(
                Ids.next(), source.id(), now, once(headers), kept(headers), bytes, "waiting", 0, now, null, List.of());
        return database.write(tenant, tx -> {
            boolean fresh = hooks.insert(tx, hook);
            if (fresh) {
                tx.afterCommit(loop::ring);
            }
            return fresh ? hook.id() : null;
        });
    }

    private Optional<TenantId> tenant(String token) {
        String[] parts = token.split("_", 3);
        if (parts.length != 3 || !parts[0].equals("in") || !parts[1].matches("\\d{1,9}")) {
            return Optional.empty();
        }
        int number = Integer.parseInt(parts[1]);
        return tenants.tenants().stream().filter(t -> t.value() == number).findFirst();
    }

    private void count(Source source, Instant now) {
        if (minutes.size() > MOST_KNOWN) {
            minutes.clear();
        }
        long minute = now.getEpochSecond() / 60;
        Minute m = minutes.merge(
                source.id(),
                new Minute(minute, 1),
                (before, one) -> before.minute() == minute ? new Minute(minute, before.count() + 1) : one);
        if (m.count() > source.perMinute()) {
            throw Problem.of(
                    Problem.Kind.TOO_MANY,
                    "More than " + source.perMinute() + " payloads of this source within a minute");
        }
    }

    private static byte[] bytes(InputStream in) {
        try {
            byte[] bytes = in.readNBytes(LARGEST + 1);
            if (bytes.length > LARGEST) {
                throw Problem.of(Problem.Kind.TOO_LARGE, "At most " + LARGEST / 1024 + " KB");
            }
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void prove(Source source, Map<String, String> headers, byte[] body) {
        var secrets = sources.secrets(source);
        String bearer = secrets.get(Sources.BEARER);
        String hmac = secrets.get(Sources.HMAC);
        String header = source.hmacHeader();
        boolean good = (bearer == null || SenderProof.bearer(bearer, headers.get("authorization")))
                && (hmac == null
                        || header == null
                        || SenderProof.hmac(hmac, body, headers.get(header.toLowerCase(java.util.Locale.ROOT))));
        if (!good) {
            throw Problem.of(Problem.Kind.UNAUTHENTICATED, "The token or signature is missing or wrong");
        }
    }

    /** What senders give to tell repeats by. */
    private static @Nullable String once(Map<String, String> headers) {
        String id = headers.containsKey("ce-id")
                ? headers.getOrDefault("ce-source", "") + " " + headers.get("ce-id")
                : headers.get("webhook-id");
        return id == null || id.isBlank()
                ? null
                : id.length() <= 250 ? id : java.util.HexFormat.of().formatHex(Secrets.sha256(id));
    }

    /** Nothing that proves who sent it. */
    private static Map<String, String> kept(Map<String, String> headers) {
        var kept = new LinkedHashMap<String, String>();
        headers.forEach((name, value) -> {
            boolean known = name.equals("content-type")
                    || name.equals("user-agent")
                    || name.equals("webhook-id")
                    || name.startsWith("ce-");
            if (known && kept.size() < MOST_HEADERS && value.length() <= LONGEST_HEADER) {
                kept.put(name, value.replace("\0", ""));
            }
        });
        return kept;
    }
}
