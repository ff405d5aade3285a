package io.steward.server.notification;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What one person was told.
 *
 * @param path the page it leads to; null: the ticket's
 * @param data texts as they were at the time: {@code number}, {@code title}, {@code actor}, {@code text}
 * @param shown whether it is in the inbox, and not only mailed
 */
public record InboxItem(
        UUID id,
        UUID personId,
        NoticeKind kind,
        String why,
        String once,
        @Nullable UUID ticketId,
        @Nullable UUID deskId,
        @Nullable String path,
        Map<String, String> data,
        boolean shown,
        Instant created,
        @Nullable Instant read) {

    /** The page where it leads somebody who does, or does not, work on the ticket's desk. */
    public String page(boolean works) {
        String number = data.getOrDefault("number", "");
        return path != null ? path : (works ? "/work/t/" : "/portal/requests/") + number;
    }
}
