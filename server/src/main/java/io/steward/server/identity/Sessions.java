package io.steward.server.identity;

import io.steward.server.identity.store.PersonStore;
import io.steward.server.identity.store.SessionStore;
import io.steward.server.journal.Journal;
import io.steward.server.journal.NewEntry;
import io.steward.server.platform.Check;
import io.steward.server.platform.Context;
import io.steward.server.platform.Database;
import io.steward.server.platform.Ids;
import io.steward.server.platform.Problem;
import io.steward.server.platform.Secrets;
import io.steward.server.platform.TenantId;
import io.steward.server.platform.Tx;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Sessions and API tokens. Their secrets are kept as hashes only; each names its tenant, so that it can be looked for behind
 * the tenant's wall: {@code <tenant>.<secret>} and {@code stw_<tenant>_<secret>}.
 */
@Component
public class Sessions {
    public static final Duration LIFE = Duration.ofDays(14);
    private static final Duration REMEMBERED = Duration.ofMillis(800);

    /** Who a credential stands for. */
    public record Identity(
            TenantId tenant, Person person, @Nullable String tokenName) {}

    private record Remembered(Optional<Identity> identity, Instant until) {}

    private final Database database;
    private final SessionStore store;
    private final PersonStore people;
    private final Journal journal;
    private final Clock clock;
    private final Map<String, Remembered> remembered = new ConcurrentHashMap<>();

    Sessions(Database database, SessionStore store, PersonStore people, Journal journal, Clock clock) {
        this.database = database;
        this.store = store;
        this.people = people;
        this.journal = journal;
        this.clock = clock;
    }

    /** Begins a session; the answer is the cookie's value. */
    public String begin(TenantId tenant, UUID person, Instant at) {
        String cookie = tenant.value() + "." + Secrets.token();
        database.run(tenant, tx -> {
            store.expire(tx, at);
            store.begin(tx, Secrets.sha256(cookie), person, at, at.plus(LIFE));
        });
        return cookie;
    }

    public void end(String cookie) {
        tenant(cookie, '.', 0).ifPresent(t -> database.run(t, tx -> store.end(tx, Secrets.sha256(cookie))));
        remembered.remove(cookie);
    }

    public Optional<Identity> bySession(String cookie) {
        return remember(
                cookie,
                () -> tenant(cookie, '.', 0)
                        .flatMap(t -> database.read(t, tx -> {
                            UUID person = store.person(tx, Secrets.sha256(cookie), clock.instant());
                            return person == null ? Optional.empty() : identity(tx, person, null);
                        })));
    }

    public Optional<Identity> byToken(String token) {
        if (!token.startsWith("stw_")) {
            return Optional.empty();
        }
        return remember(
                token,
                () -> tenant(token, '_', 4)
                        .flatMap(t -> database.read(t, tx -> {
                            var found = store.token(tx, Secrets.sha256(token), clock.instant());
                            return found == null ? Optional.empty() : identity(tx, found.personId(), found.name());
                        })));
    }

    /** Makes an API token that acts with its maker's rights; answered once, kept as a hash. */
    public Map.Entry<SessionStore.Token, String> createToken(
            Context context, @Nullable String name, Consumer<Tx> also) {
        context.needAdministrator();
        var check = new Check();
        String clean = check.text("name", name, 100);
        check.done();
        String secret = "stw_" + context.tenant().value() + "_" + Secrets.token();
        var token = new SessionStore.Token(Ids.next(), clean, context.personId(), context.at(), null);
        database.run(context.tenant(), tx -> {
            also.accept(tx);
            store.insertToken(tx, token, Secrets.sha256(secret));
            journal.append(tx, context, NewEntry.of("token", token.id(), null, "created", Map.of("name", clean)));
        });
        return Map.entry(token, secret);
    }

    public List<SessionStore.Token> tokens(Context context) {
        return database.read(context.tenant(), store::tokens);
    }

    public void deleteToken(Context context, UUID id) {
        database.run(context.tenant(), tx -> {
            if (!store.deleteToken(tx, id)) {
                throw Problem.notFound("token");
            }
            journal.append(tx, context, NewEntry.of("token", id, null, "deleted", Map.of()));
        });
    }

    private Optional<Identity> identity(Tx tx, UUID person, @Nullable String tokenName) {
        return people.find(tx, person).filter(Person::active).map(p -> new Identity(tx.tenant(), p, tokenName));
    }

    private Optional<Identity> remember(String credential, Supplier<Optional<Identity>> find) {
        Instant now = clock.instant();
        Remembered before = remembered.get(credential);
        if (before != null && now.isBefore(before.until())) {
            return before.identity();
        }
        if (remembered.size() > 20_000) {
            remembered.values().removeIf(r -> now.isAfter(r.until()));
        }
        Optional<Identity> found = find.get();
        if (found.isPresent()) {
            remembered.put(credential, new Remembered(found, now.plus(REMEMBERED)));
        } else {
            remembered.remove(credential);
        }
        return found;
    }

    private static Optional<TenantId> tenant(String credential, char end, int from) {
        int cut = credential.indexOf(end, from);
        if (credential.length() > 100 || cut <= from || cut - from > 9) {
            return Optional.empty();
        }
        try {
            return Optional.of(new TenantId(Integer.parseInt(credential.substring(from, cut))));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
