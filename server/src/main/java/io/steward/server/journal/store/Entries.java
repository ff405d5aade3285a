package io.steward.server.journal.store;

import static io.steward.db.journal.Tables.ENTRY;
import static io.steward.server.platform.Prepared.value;

import io.steward.server.journal.Audience;
import io.steward.server.journal.Entry;
import io.steward.server.journal.Journal;
import io.steward.server.journal.NewEntry;
import io.steward.server.platform.Actor;
import io.steward.server.platform.ActorKind;
import io.steward.server.platform.BulkCopy;
import io.steward.server.platform.Cause;
import io.steward.server.platform.Context;
import io.steward.server.platform.Json;
import io.steward.server.platform.Prepared;
import io.steward.server.platform.Row;
import io.steward.server.platform.Tx;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jooq.Field;
import org.jooq.JSONB;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.JsonNode;

/** Writes and reads {@code journal.entry}. */
@Repository
public class Entries {
    private static final List<Field<?>> COLUMNS = List.of(
            ENTRY.SEQ,
            ENTRY.ID,
            ENTRY.AT,
            ENTRY.ACTOR_KIND,
            ENTRY.ACTOR_ID,
            ENTRY.SUBJECT_KIND,
            ENTRY.SUBJECT_ID,
            ENTRY.DESK_ID,
            ENTRY.KIND,
            ENTRY.AUDIENCE,
            ENTRY.BODY,
            ENTRY.FOLDED,
            ENTRY.DATA,
            ENTRY.CAUSE);

    /** The actor's name as it was, kept with the entry under this key of its data. */
    private static final String BY = "by";

    private static final List<Field<?>> WRITTEN = List.of(
            ENTRY.TENANT_ID,
            ENTRY.ID,
            ENTRY.AT,
            ENTRY.ACTOR_KIND,
            ENTRY.ACTOR_ID,
            ENTRY.SUBJECT_KIND,
            ENTRY.SUBJECT_ID,
            ENTRY.DESK_ID,
            ENTRY.KIND,
            ENTRY.AUDIENCE,
            ENTRY.BODY,
            ENTRY.FOLDED,
            ENTRY.DATA,
            ENTRY.CAUSE,
            ENTRY.CORRELATION);

    /** Of one, two, … entries at once: a change seldom makes more than three. */
    private static final List<Prepared> INSERTS =
            IntStream.rangeClosed(1, 4).mapToObj(Entries::inserting).toList();

    private static final Prepared OF_SUBJECT =
            Prepared.of(() -> select().and(ENTRY.SUBJECT_ID.eq(value(ENTRY.SUBJECT_ID)))
                    .and(ENTRY.SEQ.gt(value(ENTRY.SEQ)))
                    .and(DSL.condition(value(Boolean.class)).or(ENTRY.AUDIENCE.eq(DSL.inline(Audience.PUBLIC.key()))))
                    .orderBy(ENTRY.SEQ)
                    .limit(value(Integer.class)));

    private static final Prepared BETWEEN = Prepared.of(() -> select().and(ENTRY.SEQ.gt(value(ENTRY.SEQ)))
            .and(ENTRY.SEQ.le(value(ENTRY.SEQ)))
            .orderBy(ENTRY.SEQ)
            .limit(value(Integer.class)));

    private static final Prepared OF_SUBJECTS = Prepared.of(() -> DSL.select(withoutTexts())
            .from(ENTRY)
            .where(
                    ENTRY.TENANT_ID.eq(value(ENTRY.TENANT_ID)),
                    ENTRY.SUBJECT_ID.eq(DSL.any(value(UUID[].class))),
                    ENTRY.KIND.eq(DSL.any(value(String[].class))))
            .orderBy(ENTRY.SUBJECT_ID, ENTRY.SEQ)
            .limit(value(Integer.class)));

    private static List<Field<?>> withoutTexts() {
        var none = DSL.castNull(String.class);
        return COLUMNS.stream()
                .<Field<?>>map(c -> c == ENTRY.BODY || c == ENTRY.FOLDED ? none : c)
                .toList();
    }

    private static Prepared inserting(int count) {
        return Prepared.of(() -> {
            var insert = DSL.insertInto(ENTRY).columns(WRITTEN);
            for (int i = 0; i < count; i++) {
                insert = insert.values(WRITTEN.stream().map(Prepared::value).toList());
            }
            return insert.returning(ENTRY.SEQ);
        });
    }

    public List<Long> insert(Tx tx, Context context, List<NewEntry> all) {
        var drawn = new ArrayList<Long>(all.size());
        for (int from = 0; from < all.size(); from += INSERTS.size()) {
            var some = all.subList(from, Math.min(all.size(), from + INSERTS.size()));
            var values = new ArrayList<@Nullable Object>();
            some.forEach(e -> add(values, tx, context, e));
            drawn.addAll(INSERTS.get(some.size() - 1).list(tx, Row::big, values.toArray()));
        }
        return drawn;
    }

    private static void add(List<@Nullable Object> values, Tx tx, Context context, NewEntry e) {
        var actor = context.actor();
        var cause = context.cause();
        Collections.addAll(
                values,
                tx.t(),
                e.id(),
                context.at(),
                actor.kind().key(),
                actor.id(),
                e.subjectKind(),
                e.subjectId(),
                e.deskId(),
                e.kind(),
                e.audience().key(),
                e.body(),
                e.folded(),
                data(e.data(), actor, cause),
                cause == null ? null : Json.of(cause),
                context.correlation());
    }

    public long copy(Tx tx, List<Journal.Past> past) {
        var columns = WRITTEN.subList(0, WRITTEN.size() - 1);
        var causes = new HashMap<Cause, JSONB>();
        return BulkCopy.into(tx, ENTRY, columns, rows -> {
            for (Journal.Past p : past) {
                NewEntry e = p.entry();
                rows.add(tx.t()).add(e.id()).add(p.at());
                rows.add(p.actor().kind().key()).add(p.actor().id());
                rows.add(e.subjectKind()).add(e.subjectId()).add(e.deskId());
                rows.add(e.kind()).add(e.audience().key()).add(e.body()).add(e.folded());
                rows.add(past(e.data(), p.actor()));
                rows.add(p.cause() == null ? null : causes.computeIfAbsent(p.cause(), Json::of));
                rows.end();
            }
        });
    }

    public List<Entry> of(Tx tx, UUID subject, long after, int limit, boolean publicOnly) {
        return OF_SUBJECT.list(tx, r -> entry(tx, r), tx.t(), subject, after, !publicOnly, limit);
    }

    public List<Entry> of(Tx tx, Collection<UUID> subjects, Collection<String> kinds, int limit) {
        return OF_SUBJECTS.list(
                tx, r -> entry(tx, r), tx.t(), subjects.toArray(UUID[]::new), kinds.toArray(String[]::new), limit);
    }

    public Map<UUID, List<String>> bodies(Tx tx, Collection<UUID> subjects) {
        return tx.sql()
                .select(ENTRY.SUBJECT_ID, ENTRY.BODY)
                .from(ENTRY)
                .where(
                        ENTRY.TENANT_ID.eq(tx.t()),
                        ENTRY.SUBJECT_ID.eq(DSL.any(subjects.toArray(UUID[]::new))),
                        ENTRY.KIND.in("reply", "note"),
                        ENTRY.BODY.isNotNull())
                .orderBy(ENTRY.SEQ.desc())
                .limit(20_000)
                .fetchGroups(ENTRY.SUBJECT_ID, ENTRY.BODY);
    }

    public List<Entry> ofDesk(
            Tx tx, UUID desk, Collection<String> kinds, Instant since, @Nullable Long before, int limit) {
        var where = ENTRY.TENANT_ID
                .eq(tx.t())
                .and(ENTRY.DESK_ID.eq(desk))
                .and(ENTRY.SEQ.ge(firstSince(tx, since)))
                .and(ENTRY.KIND.in(kinds))
                .and(ENTRY.AT.ge(since));
        return Row.all(
                tx.sql()
                        .select(COLUMNS)
                        .from(ENTRY)
                        .where(before == null ? where : where.and(ENTRY.SEQ.lt(before)))
                        .orderBy(ENTRY.SEQ.desc())
                        .limit(limit),
                r -> entry(tx, r));
    }

    /** The number from which entries are of then or later, as far as they were written as things happened. */
    private static long firstSince(Tx tx, Instant since) {
        Long last = tx.sql()
                .select(DSL.max(ENTRY.SEQ))
                .from(ENTRY)
                .where(ENTRY.TENANT_ID.eq(tx.t()))
                .fetchOne(r -> r.value1());
        long low = 0;
        long high = last == null ? 0 : last;
        while (low < high) {
            long middle = low + (high - low) / 2;
            Instant at = tx.sql()
                    .select(ENTRY.AT)
                    .from(ENTRY)
                    .where(ENTRY.TENANT_ID.eq(tx.t()), ENTRY.SEQ.ge(middle))
                    .orderBy(ENTRY.SEQ)
                    .limit(1)
                    .fetchOne(ENTRY.AT);
            if (at == null || !at.isBefore(since)) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    public List<Entry> after(Tx tx, long after, long until, int limit) {
        return BETWEEN.list(tx, r -> entry(tx, r), tx.t(), after, until, limit);
    }

    private static org.jooq.SelectConditionStep<Record> select() {
        return DSL.select(COLUMNS).from(ENTRY).where(ENTRY.TENANT_ID.eq(value(ENTRY.TENANT_ID)));
    }

    private static JSONB data(Map<String, ?> data, Actor actor, @Nullable Cause cause) {
        var all = withActor(data, actor);
        if (cause != null && cause.run() != null) {
            all.put(Entry.RUN, cause.run());
        }
        return Json.of(all);
    }

    private static JSONB past(Map<String, ?> data, Actor actor) {
        var all = withActor(data, actor);
        all.put(Entry.PAST, true);
        return Json.of(all);
    }

    private static Map<String, Object> withActor(Map<String, ?> data, Actor actor) {
        var all = new LinkedHashMap<String, Object>(data);
        all.put(BY, actor.name());
        return all;
    }

    private static Entry entry(Tx tx, Row r) throws SQLException {
        long seq = r.big();
        UUID id = r.id();
        Instant at = r.at();
        ActorKind actorKind = ActorKind.of(r.text());
        UUID actor = r.idOrNull();
        String subjectKind = r.text();
        UUID subject = r.id();
        UUID desk = r.idOrNull();
        String kind = r.text();
        Audience audience = Audience.of(r.text());
        String body = r.textOrNull();
        String folded = r.textOrNull();
        JsonNode data = Json.tree(r.text());
        String cause = r.textOrNull();
        return new Entry(
                seq,
                tx.tenant(),
                id,
                at,
                new Actor(actorKind, actor, data.path(BY).asString("")),
                subjectKind,
                subject,
                desk,
                kind,
                audience,
                body,
                folded,
                data,
                cause == null ? null : Json.read(cause, Cause.class));
    }
}
