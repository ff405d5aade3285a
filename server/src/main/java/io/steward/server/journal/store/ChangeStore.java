package io.steward.server.journal.store;

import static io.steward.db.journal.Tables.ENTRY;

import io.steward.server.journal.FieldPast.Change;
import io.steward.server.journal.FieldPast.Place;
import io.steward.server.journal.FieldPast.Texts;
import io.steward.server.journal.FieldPast.Window;
import io.steward.server.platform.Tx;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record5;
import org.jooq.Select;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** Reads changes of fields out of {@code journal.entry}, subject by subject, by the index of subjects. */
@Repository
public class ChangeStore {
    private static final Field<Long> SEQ = DSL.field(DSL.name("change", "seq"), SQLDataType.BIGINT);
    private static final Field<Instant> AT = DSL.field(DSL.name("change", "at"), SQLDataType.INSTANT);
    private static final Field<UUID> ACTOR = DSL.field(DSL.name("change", "actor"), SQLDataType.UUID);
    private static final Field<String> FROM = DSL.field(DSL.name("change", "was"), SQLDataType.CLOB);
    private static final Field<String> TO = DSL.field(DSL.name("change", "became"), SQLDataType.CLOB);

    /** Each change of the field: number, time, actor, value before and after. */
    private static Select<Record5<Long, Instant, UUID, String, String>> changes(
            Field<Integer> tenant, Field<UUID> subject, String field) {
        Table<?> all = DSL.table(
                        "lateral jsonb_array_elements(case jsonb_typeof({0} -> 'changes') when 'array' then {0} -> 'changes' end)",
                        ENTRY.DATA)
                .as("part", "value");
        return DSL.select(
                        ENTRY.SEQ.as("seq"),
                        ENTRY.AT.as("at"),
                        ENTRY.ACTOR_ID.as("actor"),
                        text("from").as("was"),
                        text("to").as("became"))
                .from(ENTRY)
                .crossJoin(all)
                .where(
                        ENTRY.TENANT_ID.eq(tenant),
                        ENTRY.SUBJECT_ID.eq(subject),
                        ENTRY.KIND.eq("changed"),
                        DSL.condition("part.value ->> 'field' = {0}", DSL.val(field)));
    }

    private static Field<String> text(String side) {
        return DSL.field(
                "coalesce(part.value -> {0} ->> 'key', part.value -> {0} ->> 'label')", String.class, DSL.inline(side));
    }

    public Condition changed(Place place, @Nullable Texts from, @Nullable Texts to, Window window) {
        Condition such = DSL.trueCondition();
        if (from != null) {
            such = such.and(holds(FROM, from));
        }
        if (to != null) {
            such = such.and(holds(TO, to));
        }
        if (window.from() != null) {
            such = such.and(AT.ge(window.from()));
        }
        if (window.until() != null) {
            such = such.and(AT.lt(window.until()));
        }
        return DSL.exists(DSL.selectOne()
                .from(changes(place.tenant(), place.subject(), place.field()).asTable("change"))
                .where(such, by(ACTOR, window)));
    }

    /** Each change ends the interval of the value before it; the present value's interval has no end. */
    public Condition held(Place place, Field<String> now, Field<Instant> began, Texts values, Window window) {
        Field<Instant> never = DSL.field("'infinity'::timestamptz", SQLDataType.INSTANT);
        var rows = changes(place.tenant(), place.subject(), place.field())
                .unionAll(DSL.select(
                        DSL.inline(Long.MAX_VALUE),
                        never,
                        DSL.castNull(SQLDataType.UUID),
                        now,
                        DSL.castNull(SQLDataType.CLOB)))
                .asTable("change");
        Field<String> value = DSL.field(DSL.name("held", "value"), SQLDataType.CLOB);
        Field<Instant> since = DSL.field(DSL.name("held", "since"), SQLDataType.INSTANT);
        Field<Instant> end = DSL.field(DSL.name("held", "end"), SQLDataType.INSTANT);
        Field<UUID> by = DSL.field(DSL.name("held", "by"), SQLDataType.UUID);
        var held = DSL.select(
                        FROM.as("value"),
                        DSL.coalesce(DSL.lag(AT).over(DSL.orderBy(SEQ)), began).as("since"),
                        AT.as("end"),
                        DSL.lag(ACTOR).over(DSL.orderBy(SEQ)).as("by"))
                .from(rows)
                .asTable("held");
        Condition overlaps = DSL.trueCondition();
        if (window.until() != null) {
            overlaps = overlaps.and(since.lt(window.until()));
        }
        if (window.from() != null) {
            overlaps = overlaps.and(end.gt(window.from()));
        }
        return DSL.exists(DSL.selectOne().from(held).where(holds(value, values), overlaps, by(by, window)));
    }

    private static Condition holds(Field<String> value, Texts texts) {
        Condition one = texts.texts().isEmpty()
                ? DSL.falseCondition()
                : value.eq(DSL.any(texts.texts().toArray(String[]::new)));
        return texts.empty() ? one.or(value.isNull()) : one;
    }

    private static Condition by(Field<UUID> actor, Window window) {
        return window.by() == null
                ? DSL.noCondition()
                : actor.eq(DSL.any(window.by().toArray(UUID[]::new)));
    }

    public List<Change> of(Tx tx, UUID subject, String field) {
        var change = changes(DSL.val(tx.t()), DSL.val(subject), field).asTable("change");
        return tx.sql()
                .select(AT, ACTOR, FROM, TO)
                .from(change)
                .orderBy(SEQ)
                .fetch(r -> new Change(r.value1(), r.value2(), r.value3(), r.value4()));
    }
}
