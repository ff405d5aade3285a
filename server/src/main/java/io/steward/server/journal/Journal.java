package io.steward.server.journal;

import io.steward.server.journal.store.Entries;
import io.steward.server.platform.Actor;
import io.steward.server.platform.Cause;
import io.steward.server.platform.Context;
import io.steward.server.platform.Tx;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Appends to the journal and reads it. */
@Component
public class Journal {
    private final Entries entries;
    private final Wake wake;

    Journal(Entries entries, Wake wake) {
        this.entries = entries;
        this.wake = wake;
    }

    /** Records what happened, in the transaction that made it happen. Answers its number. */
    public long append(Tx tx, Context context, NewEntry entry) {
        return appendAll(tx, context, List.of(entry)).getFirst();
    }

    /** Several at once, in one statement, in order. */
    public List<Long> appendAll(Tx tx, Context context, List<NewEntry> all) {
        tx.afterCommit(wake::ring);
        return entries.insert(tx, context, all);
    }

    /** History from elsewhere, with its own dates and actors, by COPY. */
    public long appendHistory(Tx tx, List<Past> past) {
        tx.afterCommit(wake::ring);
        return entries.copy(tx, past);
    }

    /** An entry that happened at another time by another actor. */
    public record Past(
            Instant at,
            Actor actor,
            NewEntry entry,
            @Nullable Cause cause) {}

    /** Entries of one subject after a number, oldest first. */
    public List<Entry> of(Tx tx, UUID subject, long after, int limit, boolean publicOnly) {
        return entries.of(tx, subject, after, limit, publicOnly);
    }

    /** Entries of several subjects without their texts, by subject, each oldest first. */
    public List<Entry> of(Tx tx, Collection<UUID> subjects, Collection<String> kinds, int limit) {
        return entries.of(tx, subjects, kinds, limit);
    }

    /** The texts of public and internal posts of several subjects, newest first. */
    public Map<UUID, List<String>> bodies(Tx tx, Collection<UUID> subjects) {
        return entries.bodies(tx, subjects);
    }

    /**
     * What happened on a desk, the newest first.
     *
     * @param before only what is older than this number
     */
    public List<Entry> ofDesk(
            Tx tx, UUID desk, Collection<String> kinds, Instant since, @Nullable Long before, int limit) {
        return entries.ofDesk(tx, desk, kinds, since, before, limit);
    }

    /** All entries after a number up to one that is safe, oldest first. */
    public List<Entry> after(Tx tx, long after, long until, int limit) {
        return entries.after(tx, after, until, limit);
    }
}
