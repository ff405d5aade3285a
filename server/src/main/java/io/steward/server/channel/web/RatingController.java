package io.steward.server.channel.web;

import io.steward.server.channel.work.Ratings;
import io.steward.server.identity.People;
import io.steward.server.identity.Tenants;
import io.steward.server.platform.Actor;
import io.steward.server.platform.Cause;
import io.steward.server.platform.Context;
import io.steward.server.platform.Database;
import io.steward.server.platform.Problem;
import io.steward.server.platform.Rights;
import io.steward.server.platform.web.Access;
import io.steward.server.platform.web.Who;
import io.steward.server.ticket.Ticket;
import io.steward.server.ticket.TicketReader;
import io.steward.server.ticket.Tickets;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Rating from a mail's signed link: whoever has the link is who it was sent to, for this one purpose. */
@RestController
@RequestMapping("/api/v1/ratings")
class RatingController {
    private final Ratings ratings;
    private final Database database;
    private final Tenants tenants;
    private final People people;
    private final TicketReader reader;
    private final Tickets tickets;
    private final Clock clock;

    RatingController(
            Ratings ratings,
            Database database,
            Tenants tenants,
            People people,
            TicketReader reader,
            Tickets tickets,
            Clock clock) {
        this.ratings = ratings;
        this.database = database;
        this.tenants = tenants;
        this.people = people;
        this.reader = reader;
        this.tickets = tickets;
        this.clock = clock;
    }

    record View(
            String number,
            String title,
            String organisation,
            @Nullable Integer rating) {}

    record Given(@Nullable Integer score, @Nullable String comment) {}

    @Access(Who.ANYONE)
    @GetMapping("/{token}")
    View get(@PathVariable String token) {
        var invitation = ratings.read(token);
        var context = context(invitation);
        return view(
                invitation,
                database.read(
                        invitation.tenant(),
                        tx -> reader.followed(tx, context, invitation.ticket().toString())));
    }

    @Access(Who.ANYONE)
    @PostMapping("/{token}")
    View rate(@PathVariable String token, @RequestBody Given given) {
        var invitation = ratings.read(token);
        if (given.score() == null) {
            throw Problem.invalid("score", "required", "From 1 to 5");
        }
        return view(invitation, tickets.rate(context(invitation), invitation.ticket(), given.score(), given.comment()));
    }

    private View view(Ratings.Invitation invitation, Ticket t) {
        return new View(t.number(), t.title(), tenants.get(invitation.tenant()).name(), t.rating());
    }

    private Context context(Ratings.Invitation invitation) {
        var person = database.read(invitation.tenant(), tx -> people.find(tx, invitation.person()))
                .filter(p -> p.active())
                .orElseThrow(() -> Problem.notFound("invitation"));
        return new Context(
                invitation.tenant(),
                Actor.person(person.id(), person.name()),
                Rights.NONE,
                new Cause("mail", person.email()),
                clock.instant(),
                null);
    }
}
