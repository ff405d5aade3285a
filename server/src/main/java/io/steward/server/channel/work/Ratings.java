package io.steward.server.channel.work;

import io.steward.server.platform.Problem;
import io.steward.server.platform.Secrets;
import io.steward.server.platform.TenantId;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** The links in mails that let a requester rate without signing in; each is good for one ticket and one person. */
@Component
public class Ratings {
    private static final String PURPOSE = "rating";

    /** What a link is for. */
    public record Invitation(TenantId tenant, UUID ticket, UUID person) {}

    private final Secrets secrets;

    Ratings(Secrets secrets) {
        this.secrets = secrets;
    }

    String token(TenantId tenant, UUID ticket, UUID person) {
        return secrets.sign(PURPOSE, tenant.value() + "~" + ticket + "~" + person);
    }

    /** @throws Problem not-found for a link that was not made here */
    public Invitation read(String token) {
        String[] parts = secrets.verify(PURPOSE, token).orElse("").split("~", -1);
        if (token.length() > 300 || parts.length != 3) {
            throw Problem.notFound("invitation");
        }
        return new Invitation(
                new TenantId(Integer.parseInt(parts[0])), UUID.fromString(parts[1]), UUID.fromString(parts[2]));
    }
}
