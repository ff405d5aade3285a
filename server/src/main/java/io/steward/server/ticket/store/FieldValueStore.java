package io.steward.server.ticket.store;

import static io.steward.db.ticket.Tables.FIELD_VALUE;
import static io.steward.db.ticket.Tables.TICKET_;

import io.steward.server.platform.Tx;
import io.steward.server.ticket.FieldDef;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** {@code ticket.field_value}: the values of those fields that tickets are searched by, in plain columns. */
@Repository
public class FieldValueStore {
    private static final int LONGEST = 1_000;

    /** Puts what a ticket's field holds now in place of what it held. */
    public void put(Tx tx, FieldDef field, UUID ticket, @Nullable Object value) {
        tx.sql()
                .deleteFrom(FIELD_VALUE)
                .where(
                        FIELD_VALUE.TENANT_ID.eq(tx.t()),
                        FIELD_VALUE.TICKET_ID.eq(ticket),
                        FIELD_VALUE.FIELD_ID.eq(field.id()))
                .execute();
        if (value == null) {
            return;
        }
        var values = value instanceof List<?> list ? list : List.of(value);
        var insert = tx.sql()
                .insertInto(
                        FIELD_VALUE,
                        FIELD_VALUE.TENANT_ID,
                        FIELD_VALUE.FIELD_ID,
                        FIELD_VALUE.TICKET_ID,
                        FIELD_VALUE.POSITION,
                        FIELD_VALUE.WORD,
                        FIELD_VALUE.NUMBER,
                        FIELD_VALUE.AT,
                        FIELD_VALUE.SOLE);
        for (int i = 0; i < values.size(); i++) {
            Object one = values.get(i);
            Double number = one instanceof Double n ? n : null;
            Instant at = one instanceof Instant t ? t : null;
            insert = insert.values(tx.t(), field.id(), ticket, i, word(field, one), number, at, field.unique());
        }
        insert.execute();
    }

    /** What is unique is compared as a word, whatever it is. */
    private static @Nullable String word(FieldDef field, Object one) {
        if (!field.unique() && (one instanceof Double || one instanceof Instant)) {
            return null;
        }
        String word = one.toString();
        return word.length() <= LONGEST ? word : word.substring(0, LONGEST);
    }

    /** That a ticket has one of these words (null: any) in one of these fields, found by the index. */
    public static Condition has(Collection<UUID> fields, @Nullable Collection<?> words) {
        return DSL.exists(DSL.selectOne()
                .from(FIELD_VALUE)
                .where(
                        FIELD_VALUE.TENANT_ID.eq(TICKET_.TENANT_ID),
                        FIELD_VALUE.TICKET_ID.eq(TICKET_.ID),
                        FIELD_VALUE.FIELD_ID.eq(DSL.any(fields.toArray(UUID[]::new))),
                        words == null
                                ? FIELD_VALUE.WORD.isNotNull()
                                : FIELD_VALUE.WORD.eq(DSL.any(
                                        words.stream().map(Object::toString).toArray(String[]::new)))));
    }

    /** Forgets a field that is no longer searched by. */
    public void drop(Tx tx, UUID field) {
        tx.sql()
                .deleteFrom(FIELD_VALUE)
                .where(FIELD_VALUE.TENANT_ID.eq(tx.t()), FIELD_VALUE.FIELD_ID.eq(field))
                .execute();
    }
}
