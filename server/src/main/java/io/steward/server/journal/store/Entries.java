package io.steward.server.journal.store;

import static io.steward.db.journal.Tables.ENTRY;

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
import io.steward.server.platform.Tx;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.JSONB;
import org.jooq.Record;
import org.jooq.impl.DSL;
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

    public List<Long> insert(Tx tx, Context context, List<NewEntry> all) {
        var actor = context.actor();
        var cause = context.cause();
        var insert = tx.sql()
                .insertInto(
                        ENTRY,
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
        for (NewEntry e : all) {
            insert = insert.values(
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
                    data(e.data(), actor),
                    cause == null ? null : Json.of(cause),
                    context.correlation());
        }
        return insert.returning(ENTRY.SEQ).fetch(ENTRY.SEQ);
    }

    public long copy(Tx tx, List<Journal.Past> past) {
        var columns = List.<Field<?>>of(
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
                ENTRY.CAUSE);
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
        return select(tx)
                .and(ENTRY.SUBJECT_ID.eq(subject))
                .and(ENTRY.SEQ.gt(after))
                .and(audience(publicOnly))
                .orderBy(ENTRY.SEQ)
                .limit(limit)
                .fetch(r -> entry(tx, r));
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

    public List<Entry> after(Tx tx, long after, long until, int limit) {
        return select(tx)
                .and(ENTRY.SEQ.gt(after))
                .and(ENTRY.SEQ.le(until))
                .orderBy(ENTRY.SEQ)
                .limit(limit)
                .fetch(r -> entry(tx, r));
    }

    private static org.jooq.SelectConditionStep<Record> select(Tx tx) {
        return tx.sql().select(COLUMNS).from(ENTRY).where(ENTRY.TENANT_ID.eq(tx.t()));
    }

    private static Condition audience(boolean publicOnly) {
        return publicOnly ? ENTRY.AUDIENCE.eq(Audience.PUBLIC.key()) : DSL.noCondition();
    }

    private static JSONB data(Map<String, ?> data, Actor actor) {
        return Json.of(withActor(data, actor));
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

    private static Entry entry(Tx tx, Record r) {
        JsonNode data = Json.tree(r.get(ENTRY.DATA));
        var actor = new Actor(
                ActorKind.of(r.get(ENTRY.ACTOR_KIND)),
                r.get(ENTRY.ACTOR_ID),
                data.path(BY).asString(""));
        JSONB cause = r.get(ENTRY.CAUSE);
        return new Entry(
                r.get(ENTRY.SEQ),
                tx.tenant(),
                r.get(ENTRY.ID),
                r.get(ENTRY.AT),
                actor,
                r.get(ENTRY.SUBJECT_KIND),
                r.get(ENTRY.SUBJECT_ID),
                r.get(ENTRY.DESK_ID),
                r.get(ENTRY.KIND),
                Audience.of(r.get(ENTRY.AUDIENCE)),
                r.get(ENTRY.BODY),
                r.get(ENTRY.FOLDED),
                data,
                cause == null ? null : Json.read(cause, Cause.class));
    }
}
