package io.steward.server.channel.work;

import io.steward.server.channel.MailAccount;
import io.steward.server.channel.ReceivedMail;
import io.steward.server.channel.rules.MailHeaders;
import io.steward.server.channel.store.ReceivedStore;
import io.steward.server.platform.Database;
import io.steward.server.platform.FileStore;
import io.steward.server.platform.Ids;
import io.steward.server.platform.StewardSettings;
import io.steward.server.platform.TenantId;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Where every mail is put down, whole, before anybody is told that it was accepted: the content is on disk, then the row
 * is committed. Whoever dies before that answers nothing, and the mail is offered again; the same bytes are one mail.
 */
@Component
public class Postbox {
    /** An account that a mail is for. */
    public record For(TenantId tenant, MailAccount account) {}

    /** As much of a mail as nearly every header fits into. */
    private static final int HEADER = 32_768;

    private final Database database;
    private final FileStore files;
    private final ReceivedStore store;
    private final Intake intake;
    private final StewardSettings settings;
    private final Clock clock;

    Postbox(
            Database database,
            FileStore files,
            ReceivedStore store,
            Intake intake,
            StewardSettings settings,
            Clock clock) {
        this.database = database;
        this.files = files;
        this.store = store;
        this.intake = intake;
        this.settings = settings;
        this.clock = clock;
    }

    /** @throws io.steward.server.platform.Problem too-large beyond the setting; nothing is kept then */
    void put(List<For> recipients, InputStream raw, @Nullable String returnPath) throws IOException {
        put(recipients, receive(raw), returnPath, null);
    }

    /** Keeps what there is of a mail that cannot be taken in, for an administrator to see. */
    void aside(For recipient, InputStream part, String reason) throws IOException {
        put(List.of(recipient), receive(part), null, reason);
    }

    private FileStore.Received receive(InputStream raw) throws IOException {
        return files.receiveAs(raw, "message/rfc822", settings.mail().maxMessageBytes());
    }

    private void put(
            List<For> recipients, FileStore.Received content, @Nullable String returnPath, @Nullable String reason)
            throws IOException {
        String messageId = messageId(content);
        for (For to : recipients) {
            var mail = new ReceivedMail(
                    Ids.next(),
                    to.account().id(),
                    content.sha256(),
                    content.size(),
                    clock.instant(),
                    null,
                    null,
                    messageId,
                    returnPath,
                    false,
                    false,
                    reason == null ? "waiting" : "failed",
                    reason,
                    0,
                    null);
            database.run(to.tenant(), tx -> store.insert(tx, mail));
        }
        intake.ring();
    }

    /** Known from the beginning, so that a reply can wait for it. */
    private @Nullable String messageId(FileStore.Received content) throws IOException {
        try (var raw = files.open(content.sha256())) {
            return MailHeaders.messageId(raw.readNBytes(HEADER));
        }
    }
}
