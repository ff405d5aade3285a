package io.steward.server.configuration.web;

import io.steward.server.configuration.CiClass;
import io.steward.server.configuration.CiClasses;
import io.steward.server.platform.web.Access;
import io.steward.server.platform.web.Caller;
import io.steward.server.platform.web.Idempotency;
import io.steward.server.platform.web.Versions;
import io.steward.server.platform.web.Who;
import java.util.List;
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
import org.springframework.web.bind.annotation.RestController;

/** The classes of CIs. */
@RestController
@RequestMapping("/api/v1/ci-classes")
class ClassController {
    private final CiClasses classes;
    private final Idempotency idempotency;

    ClassController(CiClasses classes, Idempotency idempotency) {
        this.classes = classes;
        this.idempotency = idempotency;
    }

    record ClassBody(
            @Nullable String name,
            @Nullable Boolean service,
            @Nullable Boolean active) {}

    @Access(Who.AGENT)
    @GetMapping
    List<CiClass> ciClasses(Caller caller) {
        return classes.all(caller.context());
    }

    @Access(Who.ADMIN)
    @PostMapping
    ResponseEntity<?> createClass(
            Caller caller,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestBody ClassBody body) {
        return idempotency.once(caller, key, body, also -> {
            var made = classes.create(caller.context(), body.name(), Boolean.TRUE.equals(body.service()), also);
            return Versions.created(made, made.version());
        });
    }

    @Access(Who.ADMIN)
    @PatchMapping("/{id}")
    ResponseEntity<CiClass> changeClass(
            Caller caller,
            @PathVariable UUID id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody ClassBody b) {
        var after = classes.change(caller.context(), id, b.name(), b.service(), b.active(), Versions.expected(ifMatch));
        return Versions.ok(after, after.version());
    }

    @Access(Who.ADMIN)
    @DeleteMapping("/{id}")
    ResponseEntity<Void> deleteClass(Caller caller, @PathVariable UUID id) {
        classes.delete(caller.context(), id);
        return ResponseEntity.noContent().build();
    }
}
