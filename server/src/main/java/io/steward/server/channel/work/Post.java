package io.steward.server.channel.work;

import io.steward.server.channel.MailAccount;
import io.steward.server.channel.MailAccounts;
import io.steward.server.channel.MailServer;
import io.steward.server.platform.StewardSettings;
import jakarta.mail.Folder;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import jakarta.mail.Transport;
import java.util.Objects;
import java.util.Properties;
import org.springframework.stereotype.Component;

/** Opens connections to mail servers, each with time limits, encrypted as the account says and never less. */
@Component
public class Post {
    private final MailAccounts accounts;
    private final StewardSettings settings;

    Post(MailAccounts accounts, StewardSettings settings) {
        this.accounts = accounts;
        this.settings = settings;
    }

    /** Connected; the caller closes it. */
    Store store(MailAccount account) throws MessagingException {
        MailServer server = Objects.requireNonNull(account.imap());
        Store store = session(account, server, "imap").getStore("imap");
        store.connect(server.host(), server.port(), server.user(), accounts.password(server));
        return store;
    }

    Session smtp(MailAccount account) {
        return session(account, Objects.requireNonNull(account.smtp()), "smtp");
    }

    /** Connected; the caller closes it. */
    Transport transport(Session session, MailAccount account) throws MessagingException {
        MailServer server = Objects.requireNonNull(account.smtp());
        Transport transport = session.getTransport("smtp");
        boolean signs = !server.user().isEmpty();
        transport.connect(
                server.host(), server.port(), signs ? server.user() : null, signs ? accounts.password(server) : null);
        return transport;
    }

    /** Whether a server answered, and what it said. */
    public record Tried(boolean ok, String message) {}

    public Tried tryImap(MailAccount account) {
        try (Store store = store(account)) {
            Folder folder =
                    store.getFolder(Objects.requireNonNull(account.imap()).folder());
            folder.open(Folder.READ_ONLY);
            int count = folder.getMessageCount();
            folder.close(false);
            return new Tried(true, "Signed in; " + count + " messages in " + folder.getFullName());
        } catch (MessagingException e) {
            return new Tried(false, why(e));
        }
    }

    public Tried trySmtp(MailAccount account) {
        try (Transport transport = transport(smtp(account), account)) {
            return new Tried(transport.isConnected(), "Connected");
        } catch (MessagingException e) {
            return new Tried(false, why(e));
        }
    }

    /** What went wrong, in one line of bounded length. */
    static String why(Throwable e) {
        Throwable cause = e;
        var text = new StringBuilder();
        for (int depth = 0; cause != null && depth < 3; depth++) {
            String message =
                    String.valueOf(cause.getMessage()).replaceAll("\\s+", " ").strip();
            if (cause.getMessage() != null && text.indexOf(message) < 0) {
                text.append(text.isEmpty() ? "" : ": ").append(message);
            }
            cause = cause instanceof MessagingException m && m.getNextException() != null
                    ? m.getNextException()
                    : cause.getCause();
        }
        String why = text.isEmpty() ? e.getClass().getSimpleName() : text.toString();
        return why.length() <= 500 ? why : why.substring(0, 500);
    }

    private Session session(MailAccount account, MailServer server, String protocol) {
        var p = new Properties();
        String prefix = "mail." + protocol + ".";
        p.setProperty(prefix + "connectiontimeout", "10000");
        p.setProperty(prefix + "writetimeout", "30000");
        // While a folder is watched nothing is said for as long as the poll interval.
        long quiet = protocol.equals("imap") ? settings.mail().pollInterval().toMillis() : 0;
        p.setProperty(prefix + "timeout", Long.toString(30_000 + quiet));
        p.setProperty(prefix + "ssl.checkserveridentity", "true");
        p.setProperty(prefix + "ssl.enable", Boolean.toString(server.security().equals("tls")));
        p.setProperty(
                prefix + "starttls.enable", Boolean.toString(server.security().equals("starttls")));
        p.setProperty(
                prefix + "starttls.required", Boolean.toString(server.security().equals("starttls")));
        p.setProperty("mail.imap.fetchsize", "1048576");
        p.setProperty("mail.smtp.auth", Boolean.toString(!server.user().isEmpty()));
        p.setProperty("mail.smtp.from", account.address());
        p.setProperty("mail.smtp.localhost", settings.url().getHost());
        return Session.getInstance(p);
    }
}
