package io.steward.server.channel.web;

import io.steward.server.channel.Browsers;
import io.steward.server.outgoing.Endpoint;
import io.steward.server.platform.web.Access;
import io.steward.server.platform.web.Caller;
import io.steward.server.platform.web.Who;
import java.time.Instant;
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
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The caller's browsers. */
@RestController
@RequestMapping("/api/v1/me/push")
class PushController {
    private final Browsers browsers;

    PushController(Browsers browsers) {
        this.browsers = browsers;
    }

    /** @param mark the SHA-256 of the subscription's address, by which a browser knows itself */
    record Browser(UUID id, String device, String mark, Instant created) {
        static Browser of(Endpoint e) {
            return new Browser(e.id(), e.name(), e.settings().path("mark").asString(""), e.created());
        }
    }

    record View(String publicKey, List<Browser> browsers) {}

    record Count(int browsers) {}

    @Access(Who.SIGNED_IN)
    @GetMapping
    View mine(Caller caller) {
        return new View(
                browsers.publicKey(caller.context()),
                browsers.mine(caller.context()).stream().map(Browser::of).toList());
    }

    /** The same browser twice is one. */
    @Access(Who.SIGNED_IN)
    @PutMapping
    Browser subscribe(Caller caller, @RequestBody Browsers.@Nullable Subscription body) {
        return Browser.of(browsers.subscribe(
                caller.context(), body == null ? new Browsers.Subscription(null, null, null) : body));
    }

    @Access(Who.SIGNED_IN)
    @DeleteMapping("/{id}")
    ResponseEntity<Void> remove(Caller caller, @PathVariable UUID id) {
        browsers.remove(caller.context(), id);
        return ResponseEntity.noContent().build();
    }

    @Access(Who.SIGNED_IN)
    @PostMapping("/test")
    Count test(Caller caller) {
        return new Count(browsers.test(caller.context()));
    }
}
