package io.steward.server.notification.spi;

import io.steward.server.identity.Person;
import io.steward.server.platform.Tx;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A way out of the building, with a durable queue of its own: what it takes, it delivers at least once. */
public interface NotificationSender {
    /** The channel's stable name, such as {@code mail}. */
    String channel();

    /** Queues a letter in this transaction. @return false when there is nowhere to send it from */
    boolean send(Tx tx, Person to, Letter letter, Instant at);

    /**
     * Why nothing reaches somebody by this channel: {@code connection}, the organisation has none that works; {@code address}, they
     * did not say where. Empty when it does.
     */
    default Optional<String> missing(Tx tx, Person to) {
        return Optional.empty();
    }

    /** Queues a letter to an address that need not be anybody's. @return false when there is nowhere to send it from */
    default boolean sendTo(Tx tx, String address, Letter letter, Instant at) {
        return false;
    }

    /**
     * What one person is told, in their language, as plain texts.
     *
     * @param deskId whose it is; null when it is of several
     * @param secret whether it holds a link that is as good as the reader themselves
     * @param harmless whether such a link may go by other ways than mail all the same, since little can be done with it
     */
    record Letter(
            @Nullable UUID deskId,
            @Nullable UUID ticketId,
            String subject,
            String greeting,
            List<Part> parts,
            String closing,
            boolean secret,
            boolean harmless) {
        public Letter(
                @Nullable UUID deskId,
                @Nullable UUID ticketId,
                String subject,
                String greeting,
                List<Part> parts,
                String closing,
                boolean secret) {
            this(deskId, ticketId, subject, greeting, parts, closing, secret, false);
        }
    }

    /** One thing told; without a link there is none. @param quote what somebody wrote; {@code why} the reader is told */
    record Part(String text, String quote, String linkLabel, String link, String why) {}
}
