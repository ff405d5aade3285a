package io.steward.server.identity;

import io.steward.server.identity.store.PersonStore;
import io.steward.server.identity.store.SessionStore;
import io.steward.server.platform.Cause;
import io.steward.server.platform.Check;
import io.steward.server.platform.Context;
import io.steward.server.platform.Database;
import io.steward.server.platform.Problem;
import io.steward.server.platform.Secrets;
import io.steward.server.platform.TenantId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Sign-in by password, with a lock-out by account and by source, and password resets by a link. */
@Component
public class SignIn {
    private static final Duration WINDOW = Duration.ofMinutes(15);
    private static final int BY_ACCOUNT = 8;
    private static final int BY_SOURCE = 60;
    private static final Duration RESET_LIFE = Duration.ofHours(2);

    private final Database database;
    private final Tenants tenants;
    private final PersonStore people;
    private final People face;
    private final SessionStore store;
    private final Sessions sessions;
    private final Passwords passwords;
    private final Clock clock;

    SignIn(
            Database database,
            Tenants tenants,
            PersonStore people,
            People face,
            SessionStore store,
            Sessions sessions,
            Passwords passwords,
            Clock clock) {
        this.database = database;
        this.tenants = tenants;
        this.people = people;
        this.face = face;
        this.store = store;
        this.sessions = sessions;
        this.passwords = passwords;
        this.clock = clock;
    }

    /** The cookie of a new session. @throws Problem unauthenticated, or too many attempts */
    public String withPassword(String email, String password, String source) {
        Instant now = clock.instant();
        byte[] accountKey = Secrets.sha256("account:" + Emails.key(email));
        byte[] sourceKey = Secrets.sha256("source:" + source);
        for (TenantId tenant : tenants.tenants()) {
            Person person = database.read(tenant, tx -> {
                if (store.failures(tx, accountKey, now.minus(WINDOW)) >= BY_ACCOUNT
                        || store.failures(tx, sourceKey, now.minus(WINDOW)) >= BY_SOURCE) {
                    throw Problem.of(Problem.Kind.TOO_MANY, "Too many attempts. Please wait a quarter of an hour");
                }
                return people.byEmail(tx, email).filter(Person::active).orElse(null);
            });
            String stored = person == null ? null : database.read(tenant, tx -> people.passwordHash(tx, person.id()));
            if (passwords.matches(password, stored) && person != null) {
                database.run(tenant, tx -> store.forgive(tx, accountKey));
                return sessions.begin(tenant, person.id(), now);
            }
            database.run(tenant, tx -> {
                store.failed(tx, accountKey, now, now.minus(WINDOW));
                store.failed(tx, sourceKey, now, now.minus(WINDOW));
            });
        }
        throw Problem.of(Problem.Kind.UNAUTHENTICATED, "The e-mail address or the password is not right");
    }

    /** A reset link's secret for each tenant in which the address is somebody's. */
    public Map<TenantId, Map.Entry<Person, String>> resetTokens(String email) {
        Instant now = clock.instant();
        var made = new LinkedHashMap<TenantId, Map.Entry<Person, String>>();
        for (TenantId tenant : tenants.tenants()) {
            database.run(
                    tenant,
                    tx -> people.byEmail(tx, email).filter(Person::active).ifPresent(person -> {
                        String token = tenant.value() + "." + Secrets.token();
                        store.insertOneTime(tx, Secrets.sha256(token), person.id(), "reset", now.plus(RESET_LIFE));
                        made.put(tenant, Map.entry(person, token));
                    }));
        }
        return made;
    }

    public void resetPassword(String token, @Nullable String password) {
        var check = new Check();
        String hash = passwords.hashChecked(check, password);
        check.done();
        int cut = token.indexOf('.');
        var tenant = cut < 1 || cut > 9 || !token.substring(0, cut).chars().allMatch(Character::isDigit)
                ? null
                : new TenantId(Integer.parseInt(token.substring(0, cut)));
        if (tenant == null) {
            throw Problem.invalid("token", "used", "This link was used or is too old. Please ask for a new one");
        }
        database.run(tenant, tx -> {
            UUID person = store.useOneTime(tx, Secrets.sha256(token), "reset", clock.instant());
            if (person == null) {
                throw Problem.invalid("token", "used", "This link was used or is too old. Please ask for a new one");
            }
            face.setPassword(
                    tx, Context.system(tenant, clock.instant(), new Cause("reset", "Password reset")), person, hash);
        });
    }
}
