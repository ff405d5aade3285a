package io.steward.server.channel;

import org.jspecify.annotations.Nullable;

/**
 * How to reach a mail server.
 *
 * @param security {@code tls} from the first byte, {@code starttls} (insisted on), or {@code none}
 * @param user empty to go without signing in
 * @param sealed the password, sealed with the installation's secret
 * @param folder the folder to fetch from; for IMAP only
 */
public record MailServer(
        String host,
        int port,
        String security,
        String user,
        @Nullable String sealed,
        @Nullable String folder) {
    public static final String PURPOSE = "mail-account";
}
