package io.steward.server.identity.web;

import io.steward.server.identity.Desks;
import io.steward.server.identity.People;
import io.steward.server.platform.web.Access;
import io.steward.server.platform.web.Caller;
import io.steward.server.platform.web.Who;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Colleagues and teams that one may name in a form, whoever works with them: their names and nothing else. */
@RestController
@RequestMapping("/api/v1/portal")
class PortalPeopleController {
    private final People people;
    private final Desks desks;

    PortalPeopleController(People people, Desks desks) {
        this.people = people;
        this.desks = desks;
    }

    record Named(UUID id, String name) {}

    /** Ten at most, from two letters on. */
    @Access(Who.SIGNED_IN)
    @GetMapping("/people")
    List<Named> portalPeople(Caller caller, @RequestParam(defaultValue = "") String search) {
        return people.byName(caller.context(), search).stream()
                .map(p -> new Named(p.id(), p.name()))
                .toList();
    }

    /** Those of one desk, or of all. */
    @Access(Who.SIGNED_IN)
    @GetMapping("/teams")
    List<Named> portalTeams(Caller caller, @RequestParam(required = false) @Nullable UUID desk) {
        return desks.teams(caller.tenant()).stream()
                .filter(t -> desk == null || t.deskId().equals(desk))
                .map(t -> new Named(t.id(), t.name()))
                .toList();
    }
}
