package io.steward.server.approval;

import io.steward.server.approval.store.ApprovalStore;
import io.steward.server.identity.People;
import io.steward.server.identity.Person;
import io.steward.server.notification.InboxItem;
import io.steward.server.notification.NoticeKind;
import io.steward.server.notification.spi.NoticeAction;
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
 * The links in mails that let people decide without signing in. Each is good for one person and one step, until it was used or
 * its time is over.
 */
@Component
public class DecisionLinks implements NoticeAction {
    private static final String PURPOSE = "approval";
    private static final Duration GOOD_FOR = Duration.ofDays(14);

    private final Secrets secrets;
    private final ApprovalStore store;
    private final Approvals approvals;
    private final Database database;
    private final People people;
    private final Clock clock;

    DecisionLinks(
            Secrets secrets, ApprovalStore store, Approvals approvals, Database database, People people, Clock clock) {
        this.secrets = secrets;
        this.store = store;
        this.approvals = approvals;
        this.database = database;
        this.people = people;
        this.clock = clock;
    }

    /** @param context acts as the person that the link was sent to, for this alone */
    public record Link(Context context, UUID approval, int step) {}

    @Override
    public Set<NoticeKind> kinds() {
        return Set.of(NoticeKind.APPROVAL_REQUESTED, NoticeKind.APPROVAL_REMINDER);
    }

    @Override
    public Optional<String> path(Tx tx, InboxItem item) {
        Instant now = clock.instant();
        int step = Integer.parseInt(item.data().getOrDefault("step", "-1"));
        return store.find(tx, UUID.fromString(item.data().getOrDefault("approvalId", "")))
                .filter(a -> a.step() == step
                        && approvals.seat(tx, a, item.personId(), now).isPresent())
                .map(a -> "/approve/" + token(tx.tenant(), a, item.personId(), now.plus(GOOD_FOR)));
    }

    String token(TenantId tenant, Approval a, UUID person, Instant until) {
        return secrets.sign(
                PURPOSE,
                String.join(
                        "~",
                        String.valueOf(tenant.value()),
                        a.id().toString(),
                        String.valueOf(a.step()),
                        person.toString(),
                        String.valueOf(until.getEpochSecond())));
    }

    /** @throws Problem not-found for a link that was not made here, or is too old */
    public Link read(String token) {
        String[] parts = secrets.verify(PURPOSE, token).orElse("").split("~", -1);
        Instant now = clock.instant();
        if (token.length() > 300 || parts.length != 5 || now.getEpochSecond() > Long.parseLong(parts[4])) {
            throw Problem.notFound("link");
        }
        var tenant = new TenantId(Integer.parseInt(parts[0]));
        Person person = database.read(tenant, tx -> people.find(tx, UUID.fromString(parts[3])))
                .filter(Person::active)
                .orElseThrow(() -> Problem.notFound("link"));
        var context = new Context(
                tenant,
                Actor.person(person.id(), person.name()),
                Rights.NONE,
                new Cause("mail", person.email()),
                now,
                null);
        return new Link(context, UUID.fromString(parts[1]), Integer.parseInt(parts[2]));
    }
}
