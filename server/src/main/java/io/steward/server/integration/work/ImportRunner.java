package io.steward.server.integration.work;

import io.steward.server.identity.Tenants;
import io.steward.server.integration.ImportJob;
import io.steward.server.integration.Mapping;
import io.steward.server.integration.Preview;
import io.steward.server.integration.RowError;
import io.steward.server.integration.rules.Cells;
import io.steward.server.integration.rules.Csv;
import io.steward.server.integration.store.ImportStore;
import io.steward.server.platform.Actor;
import io.steward.server.platform.Cause;
import io.steward.server.platform.Context;
import io.steward.server.platform.Database;
import io.steward.server.platform.FileStore;
import io.steward.server.platform.Rights;
import io.steward.server.platform.TenantId;
import io.steward.server.platform.Tx;
import io.steward.server.ticket.TicketImport;
import io.steward.server.ticket.TicketType;
import io.steward.server.ticket.Types;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Checks and runs imports in the background. A batch's tickets, its journal and how far the import is are one transaction,
 * so after a crash at any instant it goes on where it was: nothing is lost, nothing doubled.
 */
@Component
public class ImportRunner {
    private static final Logger LOG = LoggerFactory.getLogger(ImportRunner.class);
    private static final int MOST_ERRORS = 1_000;
    private static final int STAGED_AT_ONCE = 5_000;
    private static final int ROWS_AT_ONCE = 4_000;

    private final Database database;
    private final ImportStore store;
    private final FileStore files;
    private final Types types;
    private final Names names;
    private final TicketImport tickets;
    private final Tenants tenants;
    private final Clock clock;
    private final ExecutorService background = Executors.newVirtualThreadPerTaskExecutor();

    ImportRunner(
            Database database,
            ImportStore store,
            FileStore files,
            Types types,
            Names names,
            TicketImport tickets,
            Tenants tenants,
            Clock clock) {
        this.database = database;
        this.store = store;
        this.files = files;
        this.types = types;
        this.names = names;
        this.tickets = tickets;
        this.tenants = tenants;
        this.clock = clock;
    }

    /** What a crash interrupted goes on. */
    @EventListener(org.springframework.boot.context.event.ApplicationReadyEvent.class)
    void goOn() {
        for (TenantId tenant : tenants.tenants()) {
            for (String state : List.of("running", "checking")) {
                for (ImportJob job : database.read(tenant, tx -> store.inState(tx, state))) {
                    var context = new Context(
                            tenant, Actor.person(job.createdBy(), "Import"), Rights.ALL, null, clock.instant(), null);
                    if (state.equals("running")) {
                        run(context, job.id());
                    } else {
                        check(context, job.id());
                    }
                }
            }
        }
    }

    public void check(Context context, UUID id) {
        background.execute(() -> guarded(context, id, () -> checked(context, id)));
    }

    public void run(Context context, UUID id) {
        background.execute(() -> guarded(context, id, () -> imported(context, id)));
    }

    private interface Work {
        void run() throws IOException;
    }

    private void guarded(Context context, UUID id, Work work) {
        try {
            work.run();
        } catch (IOException | RuntimeException e) {
            LOG.warn("Import {} failed", id, e);
            database.run(context.tenant(), tx -> store.failed(tx, id, String.valueOf(e.getMessage())));
        }
    }

    private ImportJob job(Context context, UUID id) {
        return database.read(context.tenant(), tx -> store.find(tx, id)).orElseThrow();
    }

    private Cells cells(ImportJob job) {
        return new Cells(mapping(job), header(job));
    }

    private static Mapping mapping(ImportJob job) {
        return Objects.requireNonNull(job.mapping());
    }

    private static List<String> header(ImportJob job) {
        return job.preview().columns().stream().map(Preview.Column::name).toList();
    }

    private void checked(Context context, UUID id) throws IOException {
        ImportJob job = job(context, id);
        var type =
                types.get(context.tenant(), Objects.requireNonNull(mapping(job).typeId()));
        var statuses = type.definition().statuses().stream()
                .map(TicketType.Status::key)
                .collect(Collectors.toSet());
        var cells = cells(job);
        var errors = new ArrayList<RowError>();
        long wrong = 0;
        long rows = 0;
        Path file = files.path(job.sha256());
        try (var csv = Csv.read(file, Csv.guess(file))) {
            for (var record : csv) {
                rows++;
                if (rows == 1) {
                    continue;
                }
                var found = cells.check(Cells.clean(record.getFields()), rows, statuses);
                wrong += found.size();
                found.stream().limit(Math.max(0, MOST_ERRORS - errors.size())).forEach(errors::add);
                if (rows % 20_000 == 0 && !progress(context, id, rows, "checking")) {
                    return;
                }
            }
        }
        long total = rows - 1;
        long count = wrong;
        database.run(context.tenant(), tx -> {
            store.replaceErrors(tx, id, errors);
            if (store.move(tx, id, List.of("checking"), "checked")) {
                store.checked(tx, id, total, count);
            }
        });
    }

    /** False when it was cancelled meanwhile. */
    private boolean progress(Context context, UUID id, long rows, String state) {
        return database.write(context.tenant(), tx -> {
            boolean on = store.move(tx, id, List.of(state), state);
            if (on) {
                store.read(tx, id, rows);
            }
            return on;
        });
    }

    private void imported(Context context, UUID id) throws IOException {
        ImportJob job = job(context, id);
        if (job.started() == null) {
            database.run(context.tenant(), tx -> store.started(tx, id, clock.instant()));
        }
        if (job.lastKey() == null || !isStaged(context, job)) {
            stage(context, job);
        }
        var type =
                types.get(context.tenant(), Objects.requireNonNull(mapping(job).typeId()));
        var cause = new Cause("import", job.name());
        var builder = new Builder(mapping(job), cells(job), type, header(job), cause);
        while (step(context, id, builder)) {
            LOG.debug("Import {} goes on", id);
        }
    }

    private boolean isStaged(Context context, ImportJob job) {
        return job.rowsStaged() > 0
                && database.read(context.tenant(), tx -> store.countRows(tx, job.id())) == job.rowsStaged();
    }

    /** Puts the rows into a table, so that those of one ticket are together whatever their order in the file. */
    private void stage(Context context, ImportJob job) throws IOException {
        var cells = cells(job);
        boolean history = mapping(job).history();
        database.run(context.tenant(), tx -> store.clearRows(tx, job.id()));
        var batch = new ArrayList<ImportStore.Row>();
        long rows = 0;
        Path file = files.path(job.sha256());
        try (var csv = Csv.read(file, Csv.guess(file))) {
            for (var record : csv) {
                rows++;
                if (rows == 1) {
                    continue;
                }
                List<String> row = Cells.clean(record.getFields());
                String key = cells.key(row);
                if (key.isEmpty()) {
                    continue;
                }
                batch.add(new ImportStore.Row(key, history ? cells.position(row, rows) : "", rows, row));
                if (batch.size() == STAGED_AT_ONCE) {
                    put(context, job, batch);
                }
            }
        }
        put(context, job, batch);
        long total = rows - 1;
        database.run(context.tenant(), tx -> store.staged(tx, job.id(), total));
    }

    private void put(Context context, ImportJob job, List<ImportStore.Row> batch) {
        database.run(context.tenant(), tx -> store.stage(tx, job.id(), batch));
        batch.clear();
    }

    /** One batch; false when there is no more or it was cancelled. */
    private boolean step(Context context, UUID id, Builder builder) {
        return database.write(context.tenant(), tx -> {
            if (!store.move(tx, id, List.of("running"), "running")) {
                return false;
            }
            ImportJob job = store.find(tx, id).orElseThrow();
            List<ImportStore.Row> rows = store.next(tx, id, job.lastKey(), ROWS_AT_ONCE);
            if (rows.isEmpty()) {
                store.move(tx, id, List.of("running"), "done");
                store.finished(tx, id, clock.instant());
                store.clearRows(tx, id);
                return false;
            }
            write(tx, context, job, builder, rows);
            return true;
        });
    }

    private void write(Tx tx, Context context, ImportJob job, Builder builder, List<ImportStore.Row> rows) {
        var type = builder.type();
        var as = new Context(
                context.tenant(), context.actor(), Rights.ALL, builder.cause(), context.at(), context.correlation());
        var byKey = new LinkedHashMap<String, List<ImportStore.Row>>();
        rows.forEach(r -> byKey.computeIfAbsent(r.key(), k -> new ArrayList<>()).add(r));
        var there = tickets.known(tx, type.deskId(), byKey.keySet());
        String last = byKey.lastEntry().getKey();
        byKey.keySet().removeAll(there);
        var known = known(tx, as, type, builder.cells(), byKey.values());
        var all = new ArrayList<TicketImport.Imported>();
        Instant now = clock.instant();
        byKey.forEach((key, list) -> {
            list.sort(Comparator.comparing(ImportStore.Row::position).thenComparing(ImportStore.Row::row));
            if (mapping(job).history()) {
                all.add(builder.build(key, list, known, now));
            } else {
                all.add(builder.build(key, List.of(list.getLast()), known, now));
            }
        });
        long entries = tickets.write(tx, as, type.id(), all);
        store.wrote(tx, job, last, rows.size(), all.size(), entries);
    }

    private Builder.Known known(
            Tx tx, Context context, TicketType type, Cells cells, Collection<List<ImportStore.Row>> all) {
        var people = new LinkedHashSet<String>();
        var teams = new LinkedHashSet<String>();
        var categories = new LinkedHashSet<String>();
        for (List<ImportStore.Row> rows : all) {
            for (ImportStore.Row row : rows) {
                people.add(Builder.requester(cells, row.cells()));
                add(people, cells.text(row.cells(), "assignee"));
                add(people, cells.text(row.cells(), "actor"));
                add(teams, cells.text(row.cells(), "team"));
                add(categories, cells.text(row.cells(), "category"));
            }
        }
        return new Builder.Known(
                names.people(tx, context, people),
                names.teams(tx, context, type.deskId(), teams),
                names.categories(tx, type.deskId(), categories));
    }

    private static void add(Set<String> all, @Nullable String value) {
        if (value != null) {
            all.add(value);
        }
    }
}
