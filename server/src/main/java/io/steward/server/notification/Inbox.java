package io.steward.server.notification;

import io.steward.server.notification.store.NoticeStore;
import io.steward.server.platform.Context;
import io.steward.server.platform.Database;
import io.steward.server.platform.Problem;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What a person was told; everybody sees only their own. */
@Component
public class Inbox {
    private static final int MOST_COUNTED = 100;

    private final Database database;
    private final NoticeStore store;

    Inbox(Database database, NoticeStore store) {
        this.database = database;
        this.store = store;
    }

    /** The newest first. */
    public List<InboxItem> list(
            Context context, boolean unread, @Nullable NoticeKind kind, @Nullable UUID before, int limit) {
        return database.read(context.tenant(), tx -> store.page(tx, context.personId(), unread, kind, before, limit));
    }

    /** How many are unread; more than a hundred are counted as a hundred. */
    public int unread(Context context) {
        return database.read(context.tenant(), tx -> store.unread(tx, context.personId(), MOST_COUNTED));
    }

    /** @throws Problem not-found unless it is the actor's own */
    public void mark(Context context, UUID id, boolean read) {
        boolean there = database.write(
                context.tenant(), tx -> store.mark(tx, context.personId(), id, read ? context.at() : null));
        if (!there) {
            throw Problem.notFound("notification");
        }
    }

    /** All up to the one that was seen last: what came meanwhile stays unread. */
    public void markAll(Context context, UUID until) {
        database.run(context.tenant(), tx -> store.markAll(tx, context.personId(), until, context.at()));
    }
}
