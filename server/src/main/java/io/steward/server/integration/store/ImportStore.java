package io.steward.server.integration.store;

import static io.steward.db.integration.Tables.IMPORT_ERROR;
import static io.steward.db.integration.Tables.IMPORT_JOB;
import static io.steward.db.integration.Tables.IMPORT_ROW;

import io.steward.server.integration.ImportJob;
import io.steward.server.integration.Mapping;
import io.steward.server.integration.Preview;
import io.steward.server.integration.RowError;
import io.steward.server.platform.BulkCopy;
import io.steward.server.platform.FileStore;
import io.steward.server.platform.Json;
import io.steward.server.platform.Tx;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** {@code integration.*}. */
@Repository
public class ImportStore implements FileStore.Holder {
    /** A staged row. */
    public record Row(String key, String position, long row, List<String> cells) {}

    public void insert(Tx tx, ImportJob j) {
        tx.sql()
                .insertInto(IMPORT_JOB)
                .set(IMPORT_JOB.TENANT_ID, tx.t())
                .set(IMPORT_JOB.ID, j.id())
                .set(IMPORT_JOB.NAME, j.name())
                .set(IMPORT_JOB.SIZE, j.size())
                .set(IMPORT_JOB.SHA256, j.sha256())
                .set(IMPORT_JOB.CREATED_BY, j.createdBy())
                .set(IMPORT_JOB.STATE, j.state())
                .set(IMPORT_JOB.PREVIEW, Json.of(j.preview()))
                .set(IMPORT_JOB.CREATED, j.created())
                .execute();
    }

    public Optional<ImportJob> find(Tx tx, UUID id) {
        return list(tx, IMPORT_JOB.ID.eq(id), 1).stream().findFirst();
    }

    public List<ImportJob> list(Tx tx) {
        return list(tx, DSL.noCondition(), 100);
    }

    public List<ImportJob> inState(Tx tx, String state) {
        return list(tx, IMPORT_JOB.STATE.eq(state), 100);
    }

    private static List<ImportJob> list(Tx tx, Condition where, int limit) {
        return tx.sql()
                .selectFrom(IMPORT_JOB)
                .where(IMPORT_JOB.TENANT_ID.eq(tx.t()), where)
                .orderBy(IMPORT_JOB.CREATED.desc())
                .limit(limit)
                .fetch(r -> new ImportJob(
                        r.getId(),
                        r.getName(),
                        r.getSize(),
                        r.getSha256(),
                        r.getCreatedBy(),
                        r.getState(),
                        Json.read(r.getPreview(), Preview.class),
                        r.getMapping() == null ? null : Json.read(r.getMapping(), Mapping.class),
                        r.getRows(),
                        r.getRowsStaged(),
                        r.getRowsDone(),
                        r.getLastKey(),
                        r.getTickets(),
                        r.getEntries(),
                        r.getErrors(),
                        r.getMessage(),
                        r.getCreated(),
                        r.getStarted(),
                        r.getFinished()));
    }

    public void map(Tx tx, UUID id, Mapping mapping) {
        update(
                tx,
                id,
                Map.of(
                        IMPORT_JOB.MAPPING,
                        Json.of(mapping),
                        IMPORT_JOB.STATE,
                        "uploaded",
                        IMPORT_JOB.ERRORS,
                        0L,
                        IMPORT_JOB.ROWS_STAGED,
                        0L));
    }

    /** Moves to a state from one of others; false if it is in none of them. */
    public boolean move(Tx tx, UUID id, Collection<String> from, String to) {
        return tx.sql()
                        .update(IMPORT_JOB)
                        .set(IMPORT_JOB.STATE, to)
                        .set(IMPORT_JOB.MESSAGE, DSL.castNull(String.class))
                        .where(IMPORT_JOB.TENANT_ID.eq(tx.t()), IMPORT_JOB.ID.eq(id), IMPORT_JOB.STATE.in(from))
                        .execute()
                == 1;
    }

    public void started(Tx tx, UUID id, Instant at) {
        update(tx, id, Map.of(IMPORT_JOB.STARTED, at));
    }

    public void finished(Tx tx, UUID id, Instant at) {
        update(tx, id, Map.of(IMPORT_JOB.FINISHED, at));
    }

    public void failed(Tx tx, UUID id, String message) {
        update(tx, id, Map.of(IMPORT_JOB.STATE, "failed", IMPORT_JOB.MESSAGE, message));
    }

    /** A dry run has read so many rows. */
    public void read(Tx tx, UUID id, long rows) {
        update(tx, id, Map.of(IMPORT_JOB.ROWS_DONE, rows));
    }

    /** A dry run is through; the import itself begins at the first row. */
    public void checked(Tx tx, UUID id, long rows, long errors) {
        update(tx, id, Map.of(IMPORT_JOB.ROWS, rows, IMPORT_JOB.ERRORS, errors, IMPORT_JOB.ROWS_DONE, 0L));
    }

    /** All rows of the file that name a ticket are staged. */
    public void staged(Tx tx, UUID id, long rows) {
        update(tx, id, Map.of(IMPORT_JOB.ROWS, rows, IMPORT_JOB.ROWS_STAGED, countRows(tx, id)));
    }

    /** A batch was written, up to a key. */
    public void wrote(Tx tx, ImportJob before, String lastKey, int rows, int tickets, long entries) {
        update(
                tx,
                before.id(),
                Map.of(
                        IMPORT_JOB.LAST_KEY, lastKey,
                        IMPORT_JOB.ROWS_DONE, before.rowsDone() + rows,
                        IMPORT_JOB.TICKETS, before.tickets() + tickets,
                        IMPORT_JOB.ENTRIES, before.entries() + entries));
    }

    private static void update(Tx tx, UUID id, Map<? extends Field<?>, ?> values) {
        tx.sql()
                .update(IMPORT_JOB)
                .set(values)
                .where(IMPORT_JOB.TENANT_ID.eq(tx.t()), IMPORT_JOB.ID.eq(id))
                .execute();
    }

    public void clearRows(Tx tx, UUID job) {
        tx.sql()
                .deleteFrom(IMPORT_ROW)
                .where(IMPORT_ROW.TENANT_ID.eq(tx.t()), IMPORT_ROW.JOB_ID.eq(job))
                .execute();
    }

    public long countRows(Tx tx, UUID job) {
        return tx.sql()
                .selectCount()
                .from(IMPORT_ROW)
                .where(IMPORT_ROW.TENANT_ID.eq(tx.t()), IMPORT_ROW.JOB_ID.eq(job))
                .fetchSingle()
                .value1();
    }

    public void stage(Tx tx, UUID job, List<Row> rows) {
        var columns = List.<Field<?>>of(
                IMPORT_ROW.TENANT_ID,
                IMPORT_ROW.JOB_ID,
                IMPORT_ROW.KEY,
                IMPORT_ROW.POSITION,
                IMPORT_ROW.ROW,
                IMPORT_ROW.CELLS);
        BulkCopy.into(
                tx,
                IMPORT_ROW,
                columns,
                copy -> rows.forEach(r -> copy.add(tx.t())
                        .add(job)
                        .add(r.key())
                        .add(r.position())
                        .add(r.row())
                        .add(r.cells())
                        .end()));
    }

    /** The rows of the next tickets in the order of their keys, a ticket's all together; about {@code most}, or those of one ticket. */
    public List<Row> next(Tx tx, UUID job, @Nullable String after, int most) {
        List<Row> rows = read(tx, job, after == null ? "" : after, most);
        if (rows.size() < most) {
            return rows;
        }
        String last = rows.getLast().key();
        var whole = rows.stream().filter(r -> !r.key().equals(last)).toList();
        return whole.isEmpty() ? next(tx, job, after, most * 4) : whole;
    }

    /**
     * Compared as a whole row and ordered by the whole index, so that it is read by the index even before PostgreSQL has looked
     * at what is in the table, which was filled a moment ago.
     */
    private static List<Row> read(Tx tx, UUID job, String after, int most) {
        return tx
                .sql()
                .select(IMPORT_ROW.JOB_ID, IMPORT_ROW.KEY, IMPORT_ROW.POSITION, IMPORT_ROW.ROW, IMPORT_ROW.CELLS)
                .from(IMPORT_ROW)
                .where(DSL.row(IMPORT_ROW.TENANT_ID, IMPORT_ROW.JOB_ID, IMPORT_ROW.KEY, IMPORT_ROW.ROW)
                        .gt(tx.t(), job, after, Long.MAX_VALUE))
                .orderBy(IMPORT_ROW.TENANT_ID, IMPORT_ROW.JOB_ID, IMPORT_ROW.KEY, IMPORT_ROW.ROW)
                .limit(most)
                .fetch()
                .stream()
                .takeWhile(r -> r.value1().equals(job))
                .map(r -> new Row(r.value2(), r.value3(), r.value4(), List.of(r.value5())))
                .toList();
    }

    public void replaceErrors(Tx tx, UUID job, List<RowError> errors) {
        tx.sql()
                .deleteFrom(IMPORT_ERROR)
                .where(IMPORT_ERROR.TENANT_ID.eq(tx.t()), IMPORT_ERROR.JOB_ID.eq(job))
                .execute();
        if (errors.isEmpty()) {
            return;
        }
        var insert = tx.sql()
                .insertInto(
                        IMPORT_ERROR,
                        IMPORT_ERROR.TENANT_ID,
                        IMPORT_ERROR.JOB_ID,
                        IMPORT_ERROR.ROW,
                        IMPORT_ERROR.COLUMN_NAME,
                        IMPORT_ERROR.VALUE,
                        IMPORT_ERROR.MESSAGE);
        for (RowError e : errors) {
            insert = insert.values(tx.t(), job, e.row(), e.column(), e.value(), e.message());
        }
        insert.onConflictDoNothing().execute();
    }

    public List<RowError> errors(Tx tx, UUID job, long after, int limit) {
        return tx.sql()
                .selectFrom(IMPORT_ERROR)
                .where(IMPORT_ERROR.TENANT_ID.eq(tx.t()), IMPORT_ERROR.JOB_ID.eq(job), IMPORT_ERROR.ROW.gt(after))
                .orderBy(IMPORT_ERROR.ROW, IMPORT_ERROR.COLUMN_NAME)
                .limit(limit)
                .fetch(r -> new RowError(r.getRow(), r.getColumnName(), r.getValue(), r.getMessage()));
    }

    @Override
    public boolean holds(Tx tx, byte[] sha256) {
        return tx.sql()
                .fetchExists(tx.sql()
                        .selectOne()
                        .from(IMPORT_JOB)
                        .where(IMPORT_JOB.TENANT_ID.eq(tx.t()), IMPORT_JOB.SHA256.eq(sha256)));
    }
}
