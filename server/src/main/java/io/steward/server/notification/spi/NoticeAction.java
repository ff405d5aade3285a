package io.steward.server.notification.spi;

import io.steward.server.notification.InboxItem;
import io.steward.server.notification.NoticeKind;
import io.steward.server.platform.Tx;
import java.util.Optional;
import java.util.Set;

/** A page where a notice can be dealt with from a mail, without signing in. */
public interface NoticeAction {
    Set<NoticeKind> kinds();

    /** Its path, which only the reader may know; empty when there is nothing left to do. */
    Optional<String> path(Tx tx, InboxItem item);

    /** Whether little can be done with it, so that it may go by other ways than mail, too. */
    default boolean isHarmless() {
        return false;
    }
}
