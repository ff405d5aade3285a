package io.steward.server.integration.web;

import io.steward.server.integration.Hooks;
import io.steward.server.platform.web.Access;
import io.steward.server.platform.web.Who;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Where other systems send what happens. The address itself is the secret. */
@RestController
@RequestMapping("/api/v1/hooks")
class HookController {
    private final Hooks hooks;

    HookController(Hooks hooks) {
        this.hooks = hooks;
    }

    /** @param id null when the same came before */
    record Accepted(@Nullable UUID id) {}

    @Access(Who.ANYONE)
    @PostMapping("/{token}")
    ResponseEntity<Accepted> receive(@PathVariable String token, HttpServletRequest request) {
        Map<String, String> headers = new HashMap<>();
        for (String name : Collections.list(request.getHeaderNames())) {
            headers.put(name.toLowerCase(Locale.ROOT), request.getHeader(name));
        }
        UUID id = hooks.accept(token, headers, () -> {
            try {
                return request.getInputStream();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        return ResponseEntity.accepted().body(new Accepted(id));
    }
}
