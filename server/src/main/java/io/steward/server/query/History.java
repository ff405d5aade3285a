package io.steward.server.query;

import io.steward.server.query.QueryHistory.Change;
import io.steward.server.query.QueryHistory.Had;
import io.steward.server.query.QueryHistory.Moved;
import io.steward.server.query.QueryHistory.Window;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Looks at a record's past in memory, exactly as the database does. */
final class History {
    private History() {}

    static boolean was(Had had, List<Change> changes, Instant began, @Nullable String now) {
        Instant since = began;
        UUID by = null;
        for (Change c : changes) {
            if (had.values().holds(c.from()) && overlaps(had.window(), since, c.at()) && by(had.window(), by)) {
                return true;
            }
            since = c.at();
            by = c.actor();
        }
        return had.values().holds(now) && overlaps(had.window(), since, Instant.MAX) && by(had.window(), by);
    }

    static boolean changed(Moved moved, List<Change> changes) {
        return changes.stream()
                .anyMatch(c -> (moved.from() == null || moved.from().holds(c.from()))
                        && (moved.to() == null || moved.to().holds(c.to()))
                        && within(moved.window(), c.at())
                        && by(moved.window(), c.actor()));
    }

    private static boolean overlaps(Window w, Instant since, Instant end) {
        return (w.until() == null || since.isBefore(w.until())) && (w.from() == null || end.isAfter(w.from()));
    }

    private static boolean within(Window w, Instant at) {
        return (w.from() == null || !at.isBefore(w.from())) && (w.until() == null || at.isBefore(w.until()));
    }

    private static boolean by(Window w, @Nullable UUID actor) {
        return w.by() == null || (actor != null && w.by().contains(actor));
    }
}
