package io.steward.server.channel.work;

import io.steward.server.channel.rules.PushCipher;
import io.steward.server.outgoing.Call;
import io.steward.server.outgoing.Delivery;
import io.steward.server.outgoing.Endpoint;
import io.steward.server.outgoing.EndpointKind;
import io.steward.server.outgoing.spi.RequestWriter;
import io.steward.server.platform.Secrets;
import io.steward.server.platform.StewardSettings;
import io.steward.server.platform.TenantId;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Messages to browsers, by the push service of each. */
@Component
class PushWriter implements RequestWriter {
    private static final Duration VALID = Duration.ofHours(12);

    private final PushKeys keys;
    private final StewardSettings settings;

    PushWriter(PushKeys keys, StewardSettings settings) {
        this.keys = keys;
        this.settings = settings;
    }

    @Override
    public EndpointKind kind() {
        return EndpointKind.PUSH;
    }

    @Override
    public Call write(TenantId tenant, Endpoint endpoint, Map<String, String> secret, Delivery d, Instant now) {
        var decoder = Base64.getUrlDecoder();
        URI url = URI.create(secret.getOrDefault("url", ""));
        byte[] body = PushCipher.encrypt(
                d.body().getBytes(StandardCharsets.UTF_8),
                decoder.decode(secret.getOrDefault("p256dh", "")),
                decoder.decode(secret.getOrDefault("auth", "")),
                PushCipher.newKeys(),
                Secrets.random(16));
        String origin = url.getScheme() + "://" + url.getAuthority();
        String who = settings.url().toString();
        return new Call(
                "POST",
                url,
                Map.of(
                        "Authorization",
                        PushCipher.vapid(
                                keys.of(tenant, now),
                                origin,
                                now.plus(VALID).getEpochSecond(),
                                who.startsWith("https:") ? who : "mailto:steward@localhost"),
                        "Content-Encoding",
                        "aes128gcm",
                        "Content-Type",
                        "application/octet-stream",
                        "TTL",
                        "86400",
                        "Urgency",
                        "high"),
                body);
    }

    /** Push services answer 404, too, for a subscription that ended. */
    @Override
    public boolean isGone(int status) {
        return status == 404 || status == 410;
    }
}
