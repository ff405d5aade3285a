package io.steward.server.platform;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The settings of the installation; {@code docs/admin/settings.md} explains each.
 *
 * @param dataFolder where the embedded database, files, index and secret live
 * @param url how people reach Steward, for links in mails
 * @param clockFile the file that says by how much the clock is ahead, for trials; empty for the real time
 */
@ConfigurationProperties("steward")
public record StewardSettings(
        Path dataFolder,
        URI url,
        boolean demo,
        String clockFile,
        Db database,
        Mail mail,
        Files files,
        Metrics metrics,
        Outgoing outgoing) {

    /** With an empty {@code url} Steward runs its own PostgreSQL. */
    public record Db(String url, String user, String password, String appPassword, int poolSize) {}

    /** {@code smtpPort} 0 turns the direct SMTP listener off. */
    public record Mail(
            int smtpPort, String smtpHost, Duration pollInterval, long maxMessageBytes, SmtpListener smtpListener) {}

    /** Without a {@code keyStore} no encryption is offered. */
    public record SmtpListener(
            String keyStore,
            String keyStorePassword,
            int connections,
            int connectionsPerAddress,
            Duration idleTimeout) {}

    public record Files(long maxBytes) {}

    public record Metrics(boolean loopback) {}

    /**
     * Requests that leave the house.
     *
     * @param privateNetworks networks such as {@code 10.1.0.0/16} that may be reached though they are private
     * @param perHost requests to one host at once
     * @param timeout how long one may take, its answer included
     * @param offAfter how long an endpoint may fail before it is switched off
     * @param keep how long what was delivered or given up is kept
     */
    public record Outgoing(
            List<String> privateNetworks, int perHost, Duration timeout, Duration offAfter, Duration keep) {}

    public StewardSettings {
        String scheme = String.valueOf(url.getScheme());
        require(scheme.equals("http") || scheme.equals("https"), "steward.url must begin with http:// or https://");
        require(database.poolSize() >= 2 && database.poolSize() <= 100, "steward.database.pool-size must be 2 to 100");
        require(files.maxBytes() >= 1024, "steward.files.max-bytes must be at least 1024");
        require(mail.maxMessageBytes() >= 65_536, "steward.mail.max-message-bytes must be at least 65536");
        require(mail.smtpPort() >= 0 && mail.smtpPort() <= 65_535, "steward.mail.smtp-port must be 0 to 65535");
        var listener = mail.smtpListener();
        require(
                listener.connections() >= 1 && listener.connections() <= 1_000,
                "steward.mail.smtp-listener.connections must be 1 to 1000");
        require(
                listener.connectionsPerAddress() >= 1,
                "steward.mail.smtp-listener.connections-per-address must be at least 1");
        require(
                listener.idleTimeout().compareTo(Duration.ofSeconds(1)) >= 0
                        && listener.idleTimeout().compareTo(Duration.ofHours(1)) <= 0,
                "steward.mail.smtp-listener.idle-timeout must be 1s to 1h");
        require(outgoing.perHost() >= 1 && outgoing.perHost() <= 100, "steward.outgoing.per-host must be 1 to 100");
        require(
                outgoing.timeout().compareTo(Duration.ofSeconds(1)) >= 0
                        && outgoing.timeout().compareTo(Duration.ofMinutes(1)) <= 0,
                "steward.outgoing.timeout must be 1s to 1m");
        require(
                outgoing.offAfter().compareTo(Duration.ofHours(1)) >= 0,
                "steward.outgoing.off-after must be at least 1h");
        require(outgoing.keep().compareTo(Duration.ofDays(1)) >= 0, "steward.outgoing.keep must be at least 1d");
        require(
                database.url().isEmpty() || database.url().startsWith("jdbc:postgresql:"),
                "steward.database.url must begin with jdbc:postgresql:");
    }

    /** The address of a page, such as {@code page("/work")}. */
    public String page(String path) {
        String base = url.toString();
        return (base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + path;
    }

    private static void require(boolean right, String message) {
        if (!right) {
            throw new IllegalArgumentException(message);
        }
    }
}
