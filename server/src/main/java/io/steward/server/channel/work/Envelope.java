package io.steward.server.channel.work;

import io.steward.server.channel.MailAccount;
import io.steward.server.channel.OutgoingMail;
import io.steward.server.channel.OutgoingMail.SentFile;
import io.steward.server.channel.rules.AutomaticMail;
import io.steward.server.platform.Database;
import io.steward.server.platform.FileStore;
import io.steward.server.platform.TenantId;
import jakarta.activation.DataHandler;
import jakarta.activation.DataSource;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.List;
import org.springframework.stereotype.Component;

/** Builds the message to send: text and HTML, the pictures it shows, and files. */
@Component
class Envelope {
    private static final String UTF8 = StandardCharsets.UTF_8.name();
    private final Database database;
    private final FileStore files;

    Envelope(Database database, FileStore files) {
        this.database = database;
        this.files = files;
    }

    MimeMessage message(TenantId tenant, Session session, MailAccount account, OutgoingMail mail)
            throws MessagingException, IOException {
        var message = new MimeMessage(session) {
            @Override
            protected void updateMessageID() throws MessagingException {
                setHeader("Message-ID", mail.messageId());
            }
        };
        message.setFrom(new InternetAddress(account.address(), account.name(), UTF8));
        message.setRecipient(Message.RecipientType.TO, new InternetAddress(mail.recipient(), true));
        message.setSubject(mail.subject(), UTF8);
        message.setSentDate(Date.from(mail.created()));
        message.setHeader(AutomaticMail.LOOP_HEADER, "1");
        for (var header : mail.headers().entrySet()) {
            message.setHeader(
                    header.getKey(),
                    jakarta.mail.internet.MimeUtility.fold(header.getKey().length() + 2, header.getValue()));
        }
        message.setContent(body(tenant, mail));
        message.saveChanges();
        return message;
    }

    private MimeMultipart body(TenantId tenant, OutgoingMail mail) throws MessagingException {
        var text = new MimeBodyPart();
        text.setText(mail.text(), UTF8);
        var html = new MimeBodyPart();
        html.setText(mail.html(), UTF8, "html");
        var inline = mail.attachments().stream().filter(SentFile::inline).toList();
        var shown = inline.isEmpty() ? html : part(related(tenant, html, inline));
        var alternative = new MimeMultipart("alternative", text, shown);
        var others = mail.attachments().stream().filter(f -> !f.inline()).toList();
        if (others.isEmpty()) {
            return alternative;
        }
        var mixed = new MimeMultipart("mixed", part(alternative));
        for (SentFile file : others) {
            mixed.addBodyPart(file(tenant, file, Part.ATTACHMENT));
        }
        return mixed;
    }

    private MimeMultipart related(TenantId tenant, MimeBodyPart html, List<SentFile> inline) throws MessagingException {
        var related = new MimeMultipart("related", html);
        for (SentFile file : inline) {
            var part = file(tenant, file, Part.INLINE);
            part.setContentID('<' + file.contentId() + '>');
            related.addBodyPart(part);
        }
        return related;
    }

    private static MimeBodyPart part(MimeMultipart content) throws MessagingException {
        var part = new MimeBodyPart();
        part.setContent(content);
        return part;
    }

    private MimeBodyPart file(TenantId tenant, SentFile file, String disposition) throws MessagingException {
        var part = new MimeBodyPart();
        part.setDataHandler(new DataHandler(new Stored(tenant, file)));
        part.setHeader("Content-Transfer-Encoding", "base64");
        part.setDisposition(disposition);
        try {
            part.setFileName(jakarta.mail.internet.MimeUtility.encodeText(file.name(), UTF8, null));
        } catch (java.io.UnsupportedEncodingException e) {
            throw new IllegalStateException(e);
        }
        return part;
    }

    /** A stored file, streamed from disk. */
    private final class Stored implements DataSource {
        private final TenantId tenant;
        private final SentFile file;

        Stored(TenantId tenant, SentFile file) {
            this.tenant = tenant;
            this.file = file;
        }

        @Override
        public InputStream getInputStream() {
            return database.read(tenant, tx -> {
                try {
                    return files.open(tx, file.id());
                } catch (IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
            });
        }

        @Override
        public OutputStream getOutputStream() {
            throw new UnsupportedOperationException();
        }

        @Override
        public String getContentType() {
            return file.type();
        }

        @Override
        public String getName() {
            return file.name();
        }
    }
}
