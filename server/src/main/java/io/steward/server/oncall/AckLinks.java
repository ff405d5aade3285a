package io.steward.server.oncall;

import io.steward.server.identity.People;
import io.steward.server.identity.Person;
import io.steward.server.notification.InboxItem;
import io.steward.server.notification.NoticeKind;
import io.steward.server.notification.spi.NoticeAction;
import io.steward.server.oncall.store.PageStore;
import io.steward.server.platform.Actor;
import io.steward.server.platform.Cause;
import io.steward.server.platform.Context;
import io.steward.server.platform.Database;
import io.steward.server.platform.Problem;
import io.steward.server.platform.Rights;
import io.steward.server.platform.Secrets;
import io.steward.server.platform.TenantId;
import io.steward.server.platform.Tx;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * The links in mails and messages that let those who are called take a page on without signing in. Each is one person's, and good for
 * nothing else. In a channel of a chat others see it, too: there it is good for a shorter time, and what is done by it is told apart.
 */
@Component
public class AckLinks implements NoticeAction {
    private static final String PURPOSE = "page";
    private static final String CHAT_PURPOSE = "page-chat";
    private static final Duration GOOD_FOR = Duration.ofDays(3);
    private static final Duration CHAT_GOOD_FOR = Duration.ofHours(12);

    private final Secrets secrets;
    private final PageStore store;
    private final Calls calls;
    private final Database database;
    private final People people;
    private final Clock clock;

    AckLinks(Secrets secrets, PageStore store, Calls calls, Database database, People people, Clock clock) {
        this.secrets = secrets;
        this.store = store;
        this.calls = calls;
        this.database = database;
        this.people = people;
        this.clock = clock;
    }

    /** @param context acts as the person that the link is for, for this alone @param via link or chat */
    public record Link(Context context, Call call, String via) {}

    @Override
    public Set<NoticeKind> kinds() {
        return Set.of(NoticeKind.PAGED);
    }

    @Override
    public Optional<String> path(Tx tx, InboxItem item) {
        Instant until = clock.instant().plus(GOOD_FOR);
        return store.find(tx, UUID.fromString(item.data().getOrDefault("pageId", "")))
                .filter(c -> c.state() == PageState.TRIGGERED)
                .map(c -> "/page/" + token(PURPOSE, tx.tenant(), c.id(), item.personId(), until));
    }

    /** All that can be done by it is to say that its person takes the page on. */
    @Override
    public boolean isHarmless() {
        return true;
    }

    /** The path for a person who is called, to be shown in a channel of a chat. */
    String ofChat(TenantId tenant, UUID call, UUID person) {
        return "/page/"
                + token(CHAT_PURPOSE, tenant, call, person, clock.instant().plus(CHAT_GOOD_FOR));
    }

    private String token(String purpose, TenantId tenant, UUID call, UUID person, Instant until) {
        return secrets.sign(
                purpose,
                String.join(
                        "~",
                        String.valueOf(tenant.value()),
                        call.toString(),
                        person.toString(),
                        String.valueOf(until.getEpochSecond())));
    }

    /** @throws Problem not-found for a link that was not made here, is too old, or whose person does not work on the desk now */
    public Link read(String token) {
        if (token.length() > 300) {
            throw Problem.notFound("link");
        }
        var mailed = secrets.verify(PURPOSE, token);
        String[] parts =
                mailed.or(() -> secrets.verify(CHAT_PURPOSE, token)).orElse("").split("~", -1);
        Instant now = clock.instant();
        if (parts.length != 4 || now.getEpochSecond() > Long.parseLong(parts[3])) {
            throw Problem.notFound("link");
        }
        var tenant = new TenantId(Integer.parseInt(parts[0]));
        return database.read(tenant, tx -> {
            Call call = store.find(tx, UUID.fromString(parts[1])).orElseThrow(() -> Problem.notFound("link"));
            Person person = people.find(tx, UUID.fromString(parts[2]))
                    .filter(p -> p.active() && p.rights().worksOn(call.deskId()))
                    .filter(p -> store.wasTold(tx, call.id(), p.id()))
                    .orElseThrow(() -> Problem.notFound("link"));
            var context = new Context(
                    tenant,
                    Actor.person(person.id(), person.name()),
                    Rights.NONE,
                    mailed.isPresent() ? new Cause("mail", person.email()) : new Cause("chat", person.name()),
                    now,
                    null);
            return new Link(context, call, mailed.isPresent() ? "link" : "chat");
        });
    }

    /** Takes the page on as the person of the link. @throws Problem when it is over */
    public Call acknowledge(Link link) {
        return database.write(
                link.context().tenant(),
                tx -> calls.acknowledge(tx, link.context(), link.call().id(), link.via()));
    }
}
