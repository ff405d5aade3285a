package io.steward.server.oncall;

import io.steward.server.identity.Desk;
import io.steward.server.identity.Desks;
import io.steward.server.identity.People;
import io.steward.server.identity.Person;
import io.steward.server.oncall.rules.CalendarFile;
import io.steward.server.oncall.store.FeedStore;
import io.steward.server.platform.Actor;
import io.steward.server.platform.Context;
import io.steward.server.platform.Database;
import io.steward.server.platform.Problem;
import io.steward.server.platform.Secrets;
import io.steward.server.platform.StewardSettings;
import io.steward.server.platform.TenantId;
import io.steward.server.platform.Tx;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** A person's shifts as a calendar at a secret address, which can be taken back. */
@Component
public class Feeds {
    private static final String PURPOSE = "on-call-feed";
    private static final Duration AHEAD = Duration.ofDays(45);
    private static final int MOST = 1_000;

    private final Secrets secrets;
    private final FeedStore store;
    private final OnCall onCall;
    private final Database database;
    private final People people;
    private final Desks desks;
    private final StewardSettings settings;
    private final Clock clock;

    Feeds(
            Secrets secrets,
            FeedStore store,
            OnCall onCall,
            Database database,
            People people,
            Desks desks,
            StewardSettings settings,
            Clock clock) {
        this.secrets = secrets;
        this.store = store;
        this.onCall = onCall;
        this.database = database;
        this.people = people;
        this.desks = desks;
        this.settings = settings;
        this.clock = clock;
    }

    /** The actor's address, if they have one. */
    public Optional<String> address(Tx tx, Context context) {
        return store.secret(tx, context.personId()).map(s -> address(context, s));
    }

    /** A new address; the one before is worth nothing from then on. */
    public String renew(Context context) {
        String secret = Secrets.token();
        database.run(context.tenant(), tx -> store.set(tx, context.personId(), secret, context.at()));
        return address(context, secret);
    }

    /** Takes the address back. */
    public void end(Context context) {
        database.run(context.tenant(), tx -> store.delete(tx, context.personId()));
    }

    private String address(Context context, String secret) {
        String token = secrets.sign(
                PURPOSE,
                String.join(
                        "~",
                        String.valueOf(context.tenant().value()),
                        context.personId().toString(),
                        secret));
        return settings.page("/api/v1/on-call/feeds/" + token + ".ics");
    }

    /** The calendar at an address: about two weeks back and 45 days ahead. @throws Problem not-found for one that does not hold */
    public String calendar(String token) {
        String[] parts = token.length() > 300
                ? new String[0]
                : secrets.verify(PURPOSE, token.endsWith(".ics") ? token.substring(0, token.length() - 4) : token)
                        .orElse("")
                        .split("~", -1);
        if (parts.length != 3) {
            throw Problem.notFound("calendar");
        }
        var tenant = new TenantId(Integer.parseInt(parts[0]));
        return database.read(tenant, tx -> {
            Person person = people.find(tx, UUID.fromString(parts[1]))
                    .filter(Person::active)
                    .orElseThrow(() -> Problem.notFound("calendar"));
            boolean same = store.secret(tx, person.id())
                    .filter(s -> MessageDigest.isEqual(
                            s.getBytes(StandardCharsets.UTF_8), parts[2].getBytes(StandardCharsets.UTF_8)))
                    .isPresent();
            if (!same) {
                throw Problem.notFound("calendar");
            }
            return write(tx, tenant, person);
        });
    }

    private String write(Tx tx, TenantId tenant, Person person) {
        Instant now = clock.instant();
        // From a Monday on: what is cut there is cut in the same way all week long.
        Instant from = LocalDate.ofInstant(now, ZoneOffset.UTC)
                .with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY))
                .minusDays(7)
                .atStartOfDay(ZoneOffset.UTC)
                .toInstant();
        var context = new Context(tenant, Actor.person(person.id(), person.name()), person.rights(), null, now, null);
        List<CalendarFile.Event> events = onCall.of(tx, context, person.id(), from, now.plus(AHEAD)).stream()
                .limit(MOST)
                .map(m -> event(tenant, m))
                .toList();
        return CalendarFile.write("On call: " + person.name(), events, now);
    }

    private CalendarFile.Event event(TenantId tenant, OnCall.Mine mine) {
        String desk =
                desks.find(tenant, mine.schedule().deskId()).map(Desk::name).orElse("");
        return new CalendarFile.Event(
                mine.schedule().id() + "-" + mine.span().from().getEpochSecond() + "@steward",
                mine.span().from(),
                mine.span().until(),
                "On call: " + mine.schedule().name(),
                desk,
                settings.page("/work/on-call"));
    }
}
