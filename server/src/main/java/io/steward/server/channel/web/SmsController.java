package io.steward.server.channel.web;

import io.steward.server.channel.SmsGateway;
import io.steward.server.outgoing.Endpoint;
import io.steward.server.platform.web.Access;
import io.steward.server.platform.web.Caller;
import io.steward.server.platform.web.Versions;
import io.steward.server.platform.web.Who;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The gateway for text messages, for administrators. Its secret headers are written and never read. */
@RestController
@RequestMapping("/api/v1/sms-gateway")
class SmsController {
    private final SmsGateway gateway;

    SmsController(SmsGateway gateway) {
        this.gateway = gateway;
    }

    /** @param headers the names of the secret headers */
    record View(
            UUID id,
            String url,
            String method,
            String contentType,
            String body,
            List<String> headers,
            boolean active,
            @Nullable Instant failing,
            @Nullable String offWhy,
            int version) {
        static View of(Endpoint e) {
            var s = SmsGateway.Settings.of(e);
            return new View(
                    e.id(),
                    s.url(),
                    s.method(),
                    s.contentType(),
                    s.body(),
                    s.headers(),
                    e.active(),
                    e.failing(),
                    e.offWhy(),
                    e.version());
        }
    }

    record To(@Nullable String phone) {}

    record Tested(UUID delivery) {}

    /** 204 when there is none. */
    @Access(Who.ADMIN)
    @GetMapping
    ResponseEntity<View> get(Caller caller) {
        return gateway.get(caller.context())
                .map(e -> Versions.ok(View.of(e), e.version()))
                .orElseGet(() -> ResponseEntity.noContent().build());
    }

    /** Based on version 0 while there is none. */
    @Access(Who.ADMIN)
    @PutMapping
    ResponseEntity<View> set(
            Caller caller,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody SmsGateway.Form form) {
        Endpoint e = gateway.set(caller.context(), form, Versions.expected(ifMatch));
        return Versions.ok(View.of(e), e.version());
    }

    @Access(Who.ADMIN)
    @DeleteMapping
    ResponseEntity<Void> delete(Caller caller) {
        gateway.delete(caller.context());
        return ResponseEntity.noContent().build();
    }

    @Access(Who.ADMIN)
    @PostMapping("/test")
    Tested test(Caller caller, @RequestBody To to) {
        return new Tested(gateway.test(caller.context(), to.phone()));
    }
}
