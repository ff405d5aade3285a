package io.steward.server.oncall.web;

import io.steward.server.oncall.Chain;
import io.steward.server.oncall.Chains;
import io.steward.server.platform.Database;
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
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The chains of desks: whom to call, one step after another. */
@RestController
@RequestMapping("/api/v1/on-call-chains")
class ChainController {
    private final Database database;
    private final Chains chains;
    private final Idempotency idempotency;

    ChainController(Database database, Chains chains, Idempotency idempotency) {
        this.database = database;
        this.chains = chains;
        this.idempotency = idempotency;
    }

    record ChainBody(
            @Nullable UUID deskId,
            @Nullable String name,
            @Nullable List<Chains.StepForm> steps,
            @Nullable Integer repeats) {
        Chains.Given given() {
            return new Chains.Given(name, steps, repeats, true);
        }
    }

    @Access(Who.AGENT)
    @GetMapping
    List<Chain> onCallChains(Caller caller, @RequestParam(required = false) @Nullable UUID desk) {
        return database.read(caller.tenant(), tx -> chains.all(tx, caller.context(), desk));
    }

    @Access(Who.AGENT)
    @GetMapping("/{id}")
    ResponseEntity<Chain> onCallChain(Caller caller, @PathVariable UUID id) {
        Chain chain = database.read(caller.tenant(), tx -> chains.get(tx, caller.context(), id));
        return Versions.ok(chain, chain.version());
    }

    @Access(Who.MANAGER)
    @PostMapping
    ResponseEntity<?> createOnCallChain(
            Caller caller,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestBody ChainBody b) {
        UUID desk = RotaController.needed("deskId", b.deskId());
        return idempotency.once(caller, key, b, also -> {
            Chain made = chains.create(caller.context(), desk, b.given(), also);
            return Versions.created(made, made.version());
        });
    }

    /** The whole of it as it is to be; its desk stays, and what runs goes on as it began. */
    @Access(Who.MANAGER)
    @PutMapping("/{id}")
    ResponseEntity<Chain> changeOnCallChain(
            Caller caller,
            @PathVariable UUID id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody ChainBody b) {
        Chain made = chains.change(caller.context(), id, b.given(), Versions.expected(ifMatch));
        return Versions.ok(made, made.version());
    }

    @Access(Who.MANAGER)
    @DeleteMapping("/{id}")
    ResponseEntity<Void> deleteOnCallChain(Caller caller, @PathVariable UUID id) {
        chains.delete(caller.context(), id);
        return ResponseEntity.noContent().build();
    }
}
