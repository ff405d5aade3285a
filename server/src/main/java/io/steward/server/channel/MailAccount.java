package io.steward.server.channel;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An address of a desk.
 *
 * @param typeId what a new mail becomes
 * @param imap where its mail is fetched, or null when it comes by the SMTP listener only
 * @param smtp through which server it answers, or null to send nothing
 * @param trustedServer the name under which the receiving server writes Authentication-Results that may be believed
 * @param uidValidity with {@code lastUid} how far the IMAP folder was read
 */
public record MailAccount(
        UUID id,
        UUID deskId,
        UUID typeId,
        String address,
        String name,
        boolean enabled,
        @Nullable MailServer imap,
        @Nullable MailServer smtp,
        @Nullable String trustedServer,
        @Nullable Long uidValidity,
        @Nullable Long lastUid,
        @Nullable Instant lastFetch,
        @Nullable String lastError,
        int version) {

    /** The part of the address after the at sign. */
    public String domain() {
        return address.substring(address.indexOf('@') + 1);
    }
}
