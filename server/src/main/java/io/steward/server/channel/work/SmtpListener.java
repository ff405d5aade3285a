package io.steward.server.channel.work;

import io.steward.server.channel.MailAccounts;
import io.steward.server.identity.Tenants;
import io.steward.server.platform.Problem;
import io.steward.server.platform.StewardSettings;
import io.steward.server.platform.TenantId;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.subethamail.smtp.MessageHandler;
import org.subethamail.smtp.RejectException;
import org.subethamail.smtp.server.SMTPServer;

/** Takes mail by SMTP for the accounts' addresses and no others. It accepts a mail when it is on disk and in the database. */
@Component
class SmtpListener implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(SmtpListener.class);
    private final Postbox postbox;
    private final MailAccounts accounts;
    private final Tenants tenants;
    private final StewardSettings settings;
    private @Nullable SMTPServer server;

    SmtpListener(Postbox postbox, MailAccounts accounts, Tenants tenants, StewardSettings settings) {
        this.postbox = postbox;
        this.accounts = accounts;
        this.tenants = tenants;
        this.settings = settings;
    }

    @Override
    public void start() {
        var mail = settings.mail();
        if (mail.smtpPort() == 0) {
            return;
        }
        try {
            var limits = mail.smtpListener();
            var builder = SMTPServer.port(mail.smtpPort())
                    .bindAddress(InetAddress.getByName(mail.smtpHost()))
                    .hostName(settings.url().getHost())
                    .softwareName("Steward")
                    .maxConnections(limits.connections())
                    .sessionHandler(new PerAddress(limits.connectionsPerAddress()))
                    .maxRecipients(100)
                    .connectionTimeoutMs((int) limits.idleTimeout().toMillis())
                    .maxMessageSize((int) Math.min(Integer.MAX_VALUE, mail.maxMessageBytes()))
                    .messageHandlerFactory(context -> new Delivery());
            if (!limits.keyStore().isEmpty()) {
                builder.enableTLS().startTlsSocketFactory(KeyStores.context(limits));
            }
            server = builder.build();
            server.start();
            LOG.info("Mail is taken by SMTP on {}:{}", mail.smtpHost(), mail.smtpPort());
        } catch (UnknownHostException e) {
            throw new IllegalStateException("steward.mail.smtp-host is not an address of this machine", e);
        }
    }

    @Override
    public void stop() {
        if (server != null) {
            server.stop();
            server = null;
        }
    }

    @Override
    public boolean isRunning() {
        return server != null;
    }

    /** The account of an address; what follows a plus sign is the sender's own. */
    private Optional<Postbox.For> account(String recipient) {
        String address = recipient.replaceFirst("\\+[^@]*@", "@");
        for (TenantId tenant : tenants.tenants()) {
            var found = accounts.all(tenant).stream()
                    .filter(a -> a.enabled() && a.address().equalsIgnoreCase(address))
                    .findFirst();
            if (found.isPresent()) {
                return Optional.of(new Postbox.For(tenant, found.get()));
            }
        }
        return Optional.empty();
    }

    private final class Delivery implements MessageHandler {
        private final List<Postbox.For> recipients = new ArrayList<>();
        private String returnPath = "";

        @Override
        public void from(String from) {
            recipients.clear();
            returnPath = from == null || from.equals("<>") ? "" : from;
        }

        @Override
        public void recipient(String recipient) throws RejectException {
            recipients.add(
                    account(recipient).orElseThrow(() -> new RejectException(550, "5.1.1 No such address here")));
        }

        @Override
        public String data(InputStream data) throws RejectException {
            try {
                postbox.put(recipients, data, returnPath);
                return "2.0.0 Taken";
            } catch (Problem e) {
                throw new RejectException(552, "5.3.4 The message is too large");
            } catch (IOException | RuntimeException e) {
                LOG.warn("A mail could not be written down; its sender is asked to try again", e);
                throw new RejectException(451, "4.3.0 Please try again");
            }
        }

        @Override
        public void done() {
            recipients.clear();
        }
    }
}
