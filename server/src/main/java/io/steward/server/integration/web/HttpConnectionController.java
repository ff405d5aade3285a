package io.steward.server.integration.web;

import io.steward.server.integration.HttpConnections;
import io.steward.server.outgoing.Endpoint;
import io.steward.server.outgoing.web.ConnectionController;
import io.steward.server.platform.web.Idempotency;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Systems that rules call. Secret headers are written and never read. */
@RestController
@RequestMapping("/api/v1/http-connections")
class HttpConnectionController extends ConnectionController<HttpConnections.Form, HttpConnectionController.View> {
    HttpConnectionController(HttpConnections connections, Idempotency idempotency) {
        super(connections, idempotency, View::of);
    }

    /** @param headers the names of the secret headers */
    record View(
            UUID id,
            @Nullable UUID deskId,
            String name,
            String url,
            List<String> headers,
            boolean active,
            @Nullable Instant failing,
            @Nullable String offWhy,
            int version) {
        static View of(Endpoint e) {
            var s = HttpConnections.Settings.of(e);
            return new View(
                    e.id(),
                    e.deskId(),
                    e.name(),
                    s.url(),
                    s.headers(),
                    e.active(),
                    e.failing(),
                    e.offWhy(),
                    e.version());
        }
    }
}
