package io.steward.server.identity.web;

import io.steward.server.identity.People;
import io.steward.server.platform.web.Access;
import io.steward.server.platform.web.Caller;
import io.steward.server.platform.web.Who;
import java.util.List;
import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Colleagues that a requester may name in a form: their names and nothing else. */
@RestController
@RequestMapping("/api/v1/portal/people")
class PortalPeopleController {
    private final People people;

    PortalPeopleController(People people) {
        this.people = people;
    }

    record Named(UUID id, String name) {}

    /** Ten at most, from two letters on. */
    @Access(Who.SIGNED_IN)
    @GetMapping
    List<Named> portalPeople(Caller caller, @RequestParam(defaultValue = "") String search) {
        return people.byName(caller.context(), search).stream()
                .map(p -> new Named(p.id(), p.name()))
                .toList();
    }
}
