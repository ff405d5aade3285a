package io.steward.server.identity.web;

import io.steward.server.identity.Desk;
import io.steward.server.identity.Desks;
import io.steward.server.identity.People;
import io.steward.server.identity.Person;
import io.steward.server.identity.PersonChange;
import io.steward.server.identity.PersonRef;
import io.steward.server.identity.Sessions;
import io.steward.server.identity.Team;
import io.steward.server.identity.Tenant;
import io.steward.server.identity.Tenants;
import io.steward.server.identity.store.SessionStore;
import io.steward.server.platform.Problem;
import io.steward.server.platform.web.Access;
import io.steward.server.platform.web.Caller;
import io.steward.server.platform.web.Idempotency;
import io.steward.server.platform.web.Page;
import io.steward.server.platform.web.Versions;
import io.steward.server.platform.web.Who;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** People, desks, teams, tokens and the organisation. */
@RestController
@RequestMapping("/api/v1")
class IdentityController {
    private final People people;
    private final Desks desks;
    private final Sessions sessions;
    private final Tenants tenants;
    private final Idempotency idempotency;

    IdentityController(People people, Desks desks, Sessions sessions, Tenants tenants, Idempotency idempotency) {
        this.people = people;
        this.desks = desks;
        this.sessions = sessions;
        this.tenants = tenants;
        this.idempotency = idempotency;
    }

    record PersonView(
            UUID id,
            String name,
            String email,
            boolean active,
            @Nullable String locale,
            @Nullable String timeZone,
            boolean admin,
            List<PersonBody.RoleView> roles,
            @Nullable UUID unitId,
            @Nullable UUID locationId,
            @Nullable PersonRef manager,
            @Nullable String phone,
            @Nullable String chatName,
            int version) {
        static PersonView of(Person p, @Nullable PersonRef manager) {
            var roles = p.roles().entrySet().stream()
                    .map(r -> new PersonBody.RoleView(r.getKey(), r.getValue().key()))
                    .toList();
            return new PersonView(
                    p.id(),
                    p.name(),
                    p.email(),
                    p.active(),
                    p.locale(),
                    p.timeZone(),
                    p.admin(),
                    roles,
                    p.unitId(),
                    p.locationId(),
                    manager,
                    p.phone(),
                    p.chatName(),
                    p.version());
        }
    }

    record MeBody(
            @Nullable String name,
            @Nullable String locale,
            @Nullable String timeZone,
            @Nullable String phone,
            @Nullable String chatName) {}

    record PasswordBody(String current, String password) {}

    record DeskBody(@Nullable String name) {}

    record TeamBody(
            @Nullable UUID deskId,
            @Nullable String name,
            @Nullable List<UUID> members) {}

    record TokenBody(@Nullable String name) {}

    record TokenView(
            UUID id,
            String name,
            Instant created,
            @Nullable Instant lastUsed,
            UUID personId,
            @Nullable String token) {
        static TokenView of(SessionStore.Token t, @Nullable String secret) {
            return new TokenView(t.id(), t.name(), t.created(), t.lastUsed(), t.personId(), secret);
        }
    }

    record OrganisationBody(
            @Nullable String name,
            @Nullable String timeZone,
            @Nullable String locale) {}

    record Organisation(int id, String name, String timeZone, String locale, int version) {
        static Organisation of(Tenant t) {
            return new Organisation(t.id().value(), t.name(), t.timeZone().getId(), t.locale(), t.version());
        }
    }

    @Access(Who.AGENT)
    @GetMapping("/people")
    Page<PersonView> people(
            Caller caller,
            @RequestParam(defaultValue = "") String search,
            @RequestParam(required = false) @Nullable String role,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        var found = people.search(caller.context(), search, "agent".equals(role), cursor, Page.limit(limit));
        var managers = people.managers(caller.context(), found.items());
        return found.map(p -> PersonView.of(p, manager(p, managers)));
    }

    @Access(Who.ADMIN)
    @PostMapping("/people")
    ResponseEntity<?> create(
            Caller caller,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestBody PersonBody body) {
        // Without the password: what is kept of the request is a plain hash.
        return idempotency.once(caller, key, body.change(), also -> {
            Person person = people.create(caller.context(), body.change(), body.password(), also);
            return Versions.created(view(caller, person), person.version());
        });
    }

    @Access(Who.AGENT)
    @GetMapping("/people/{id}")
    ResponseEntity<PersonView> person(Caller caller, @PathVariable UUID id) {
        Person person = people.get(caller.context(), id);
        return Versions.ok(view(caller, person), person.version());
    }

    @Access(Who.ADMIN)
    @PatchMapping("/people/{id}")
    ResponseEntity<PersonView> change(
            Caller caller,
            @PathVariable UUID id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody PersonBody body) {
        Person person = people.change(caller.context(), id, body.change(), Versions.expected(ifMatch));
        return Versions.ok(view(caller, person), person.version());
    }

    @Access(Who.SIGNED_IN)
    @PatchMapping("/me")
    PersonView changeMe(Caller caller, @RequestBody MeBody body) {
        Person me = people.get(caller.context(), caller.personId());
        var change = new PersonChange(
                body.name(),
                null,
                null,
                null,
                body.locale(),
                body.timeZone(),
                null,
                null,
                null,
                null,
                body.phone(),
                body.chatName());
        return view(caller, people.change(caller.context(), me.id(), change, me.version()));
    }

    private static @Nullable PersonRef manager(Person person, Map<UUID, PersonRef> managers) {
        UUID id = person.managerId();
        return id == null ? null : managers.get(id);
    }

    private PersonView view(Caller caller, Person person) {
        return PersonView.of(person, manager(person, people.managers(caller.context(), List.of(person))));
    }

    @Access(Who.SIGNED_IN)
    @PostMapping("/me/password")
    ResponseEntity<Void> password(Caller caller, @RequestBody PasswordBody body) {
        people.changeOwnPassword(caller.context(), body.current(), body.password());
        return ResponseEntity.noContent().build();
    }

    @Access(Who.SIGNED_IN)
    @GetMapping("/desks")
    List<Desk> desks(Caller caller) {
        return desks.all(caller.tenant());
    }

    @Access(Who.ADMIN)
    @PatchMapping("/desks/{id}")
    ResponseEntity<Desk> rename(
            Caller caller,
            @PathVariable UUID id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody DeskBody body) {
        Desk desk = desks.rename(caller.context(), id, body.name(), Versions.expected(ifMatch));
        return Versions.ok(desk, desk.version());
    }

    @Access(Who.AGENT)
    @GetMapping("/desks/{id}/agents")
    List<PersonRef> agents(Caller caller, @PathVariable UUID id) {
        Desk desk = desks.get(caller.tenant(), id);
        if (!caller.context().rights().worksOn(desk.id())) {
            throw Problem.notFound("desk");
        }
        return people.agents(caller.context(), desk.id());
    }

    @Access(Who.AGENT)
    @GetMapping("/teams")
    List<Team> teams(Caller caller, @RequestParam(required = false) @Nullable UUID desk) {
        var rights = caller.context().rights();
        return desks.teams(caller.tenant()).stream()
                .filter(t -> rights.worksOn(t.deskId())
                        && (desk == null || t.deskId().equals(desk)))
                .toList();
    }

    @Access(Who.MANAGER)
    @PostMapping("/teams")
    ResponseEntity<?> createTeam(
            Caller caller,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestBody TeamBody body) {
        UUID desk = body.deskId();
        if (desk == null) {
            throw Problem.invalid("deskId", "required", "This is needed");
        }
        List<UUID> members = body.members() == null ? List.of() : body.members();
        return idempotency.once(caller, key, body, also -> {
            Team team = desks.createTeam(caller.context(), desk, body.name(), members, also);
            return Versions.created(team, team.version());
        });
    }

    @Access(Who.MANAGER)
    @PatchMapping("/teams/{id}")
    ResponseEntity<Team> changeTeam(
            Caller caller,
            @PathVariable UUID id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody TeamBody body) {
        Team team = desks.changeTeam(caller.context(), id, body.name(), body.members(), Versions.expected(ifMatch));
        return Versions.ok(team, team.version());
    }

    @Access(Who.ADMIN)
    @GetMapping("/tokens")
    List<TokenView> tokens(Caller caller) {
        return sessions.tokens(caller.context()).stream()
                .map(t -> TokenView.of(t, null))
                .toList();
    }

    @Access(Who.ADMIN)
    @PostMapping("/tokens")
    ResponseEntity<?> createToken(
            Caller caller,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestBody TokenBody body) {
        return idempotency.onceSecret(caller, key, body, also -> {
            var made = sessions.createToken(caller.context(), body.name(), also);
            return ResponseEntity.status(201).body(TokenView.of(made.getKey(), made.getValue()));
        });
    }

    @Access(Who.ADMIN)
    @DeleteMapping("/tokens/{id}")
    ResponseEntity<Void> deleteToken(Caller caller, @PathVariable UUID id) {
        sessions.deleteToken(caller.context(), id);
        return ResponseEntity.noContent().build();
    }

    @Access(Who.ADMIN)
    @GetMapping("/organisation")
    ResponseEntity<Organisation> organisation(Caller caller) {
        Tenant tenant = tenants.get(caller.tenant());
        return Versions.ok(Organisation.of(tenant), tenant.version());
    }

    @Access(Who.ADMIN)
    @PatchMapping("/organisation")
    ResponseEntity<Organisation> changeOrganisation(
            Caller caller,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody OrganisationBody b) {
        Tenant tenant =
                tenants.change(caller.context(), b.name(), b.timeZone(), b.locale(), Versions.expected(ifMatch));
        return Versions.ok(Organisation.of(tenant), tenant.version());
    }
}
