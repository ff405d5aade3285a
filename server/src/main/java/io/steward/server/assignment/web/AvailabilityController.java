package io.steward.server.assignment.web;

import io.steward.server.assignment.Absence;
import io.steward.server.assignment.Availability;
import io.steward.server.assignment.Capacity;
import io.steward.server.assignment.Proposals;
import io.steward.server.assignment.Roster;
import io.steward.server.assignment.rules.Candidate;
import io.steward.server.assignment.rules.Decision;
import io.steward.server.platform.Database;
import io.steward.server.platform.web.Access;
import io.steward.server.platform.web.Caller;
import io.steward.server.platform.web.Idempotency;
import io.steward.server.platform.web.Versions;
import io.steward.server.platform.web.Who;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** How much people take, what they can do, when they are away, and who takes over then. */
@RestController
@RequestMapping("/api/v1/assignment")
class AvailabilityController {
    private final Database database;
    private final Availability availability;
    private final Roster roster;
    private final Proposals proposals;
    private final Idempotency idempotency;

    AvailabilityController(
            Database database, Availability availability, Roster roster, Proposals proposals, Idempotency idempotency) {
        this.database = database;
        this.availability = availability;
        this.roster = roster;
        this.proposals = proposals;
        this.idempotency = idempotency;
    }

    record AbsenceView(UUID id, UUID personId, LocalDate from, LocalDate to, String reason) {
        static AbsenceView of(Absence a) {
            return new AbsenceView(a.id(), a.personId(), a.first(), a.last(), a.reason());
        }
    }

    record PersonView(
            UUID personId, int most, List<String> skills, int open, List<AbsenceView> absences, int version) {}

    record CapacityBody(@Nullable Integer most, @Nullable List<String> skills) {}

    record AbsenceBody(
            @Nullable LocalDate from,
            @Nullable LocalDate to,
            @Nullable String reason) {}

    record Proposed(
            UUID id,
            String number,
            String title,
            UUID typeId,
            UUID deskId,
            int priority,
            String statusCategory,
            int version,
            @Nullable String rule,
            Decision decision) {
        static Proposed of(Proposals.Proposal p) {
            var t = p.ticket();
            var rule = p.rule();
            return new Proposed(
                    t.id(),
                    t.number(),
                    t.title(),
                    t.typeId(),
                    t.deskId(),
                    t.priority(),
                    t.statusCategory().key(),
                    t.version(),
                    rule == null ? null : rule.name(),
                    p.decision());
        }
    }

    /** The agents of a desk that the caller manages, as they are considered. */
    @Access(Who.MANAGER)
    @GetMapping("/people")
    List<Candidate> assignmentPeople(Caller caller, @RequestParam UUID desk) {
        return roster.of(caller.context(), desk);
    }

    @Access(Who.AGENT)
    @GetMapping("/people/{id}")
    ResponseEntity<PersonView> availability(Caller caller, @PathVariable UUID id) {
        PersonView view = view(caller, id);
        return Versions.ok(view, view.version());
    }

    /** If-Match is 0 as long as nobody has set anything. */
    @Access(Who.AGENT)
    @PutMapping("/people/{id}")
    ResponseEntity<PersonView> changeAvailability(
            Caller caller,
            @PathVariable UUID id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody CapacityBody b) {
        availability.save(caller.context(), id, b.most(), b.skills(), Versions.expected(ifMatch));
        PersonView view = view(caller, id);
        return Versions.ok(view, view.version());
    }

    @Access(Who.AGENT)
    @PostMapping("/people/{id}/absences")
    ResponseEntity<?> addAbsence(
            Caller caller,
            @PathVariable UUID id,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestBody AbsenceBody b) {
        return idempotency.once(caller, key, List.of(id, b), also -> {
            var absence = availability.add(caller.context(), id, b.from(), b.to(), b.reason(), also);
            return ResponseEntity.status(201).body(AbsenceView.of(absence));
        });
    }

    @Access(Who.AGENT)
    @DeleteMapping("/absences/{id}")
    ResponseEntity<Void> removeAbsence(Caller caller, @PathVariable UUID id) {
        availability.remove(caller.context(), id);
        return ResponseEntity.noContent().build();
    }

    /** The open tickets of somebody and who could take each over; given on by changing the ticket. */
    @Access(Who.AGENT)
    @GetMapping("/people/{id}/handover")
    List<Proposed> handover(Caller caller, @PathVariable UUID id) {
        return proposals.handover(caller.context(), id).stream()
                .map(Proposed::of)
                .toList();
    }

    private PersonView view(Caller caller, UUID id) {
        return database.read(caller.tenant(), tx -> {
            Capacity c = availability.capacity(tx, caller.context(), id);
            var absences = availability.absences(tx, caller.context(), id).stream()
                    .map(AbsenceView::of)
                    .toList();
            return new PersonView(id, c.most(), c.skills(), roster.open(tx, id), absences, c.version());
        });
    }
}
