package io.steward.server.approval.web;

import io.steward.server.approval.Delegation;
import io.steward.server.approval.Delegations;
import io.steward.server.identity.Directory;
import io.steward.server.identity.PersonRef;
import io.steward.server.platform.Database;
import io.steward.server.platform.web.Access;
import io.steward.server.platform.web.Caller;
import io.steward.server.platform.web.Idempotency;
import io.steward.server.platform.web.Who;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Who decides for whom while they are away. */
@RestController
@RequestMapping("/api/v1/approval-delegations")
class DelegationController {
    private final Delegations delegations;
    private final Directory directory;
    private final Database database;
    private final Idempotency idempotency;

    DelegationController(Delegations delegations, Directory directory, Database database, Idempotency idempotency) {
        this.delegations = delegations;
        this.directory = directory;
        this.database = database;
        this.idempotency = idempotency;
    }

    record Body(
            @Nullable UUID personId,
            @Nullable UUID delegateId,
            @Nullable LocalDate from,
            @Nullable LocalDate to) {}

    record View(
            UUID id, @Nullable PersonRef person, @Nullable PersonRef delegate, LocalDate from, LocalDate to) {}

    /** Without e-mail addresses: requesters see it as well. */
    private List<View> views(Caller caller, List<Delegation> all) {
        var ids = all.stream()
                .flatMap(d -> Stream.of(d.personId(), d.delegateId()))
                .collect(Collectors.toSet());
        Map<UUID, PersonRef> people = database.read(caller.tenant(), tx -> directory.refs(tx, ids));
        return all.stream()
                .map(d -> new View(
                        d.id(), named(people, d.personId()), named(people, d.delegateId()), d.first(), d.last()))
                .toList();
    }

    private static @Nullable PersonRef named(Map<UUID, PersonRef> people, UUID id) {
        PersonRef ref = people.get(id);
        return ref == null ? null : new PersonRef(id, ref.name(), "");
    }

    @Access(Who.SIGNED_IN)
    @GetMapping
    List<View> list(Caller caller) {
        return views(caller, delegations.mine(caller.context()));
    }

    @Access(Who.SIGNED_IN)
    @PostMapping
    ResponseEntity<?> create(
            Caller caller,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestBody Body body) {
        return idempotency.once(caller, key, body, also -> {
            Delegation made = delegations.create(
                    caller.context(), body.personId(), body.delegateId(), body.from(), body.to(), also);
            return ResponseEntity.status(201).body(views(caller, List.of(made)).getFirst());
        });
    }

    @Access(Who.SIGNED_IN)
    @DeleteMapping("/{id}")
    ResponseEntity<Void> end(Caller caller, @PathVariable UUID id) {
        delegations.end(caller.context(), id);
        return ResponseEntity.noContent().build();
    }
}
