package io.steward.server.integration;

import io.steward.server.integration.rules.Cells;
import io.steward.server.integration.rules.Csv;
import io.steward.server.integration.rules.Suggest;
import io.steward.server.integration.store.ImportStore;
import io.steward.server.integration.work.ImportRunner;
import io.steward.server.platform.Context;
import io.steward.server.platform.Database;
import io.steward.server.platform.FileNames;
import io.steward.server.platform.FileStore;
import io.steward.server.platform.Ids;
import io.steward.server.platform.Problem;
import io.steward.server.platform.Tx;
import io.steward.server.ticket.TicketType;
import io.steward.server.ticket.Types;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Imports of tickets from files. */
@Component
public class Imports {
    private static final long LARGEST = 2L << 30;
    private static final int PREVIEW_ROWS = 1_000;
    private static final int SAMPLES = 20;

    private final Database database;
    private final ImportStore store;
    private final FileStore files;
    private final Types types;
    private final ImportRunner runner;

    Imports(Database database, ImportStore store, FileStore files, Types types, ImportRunner runner) {
        this.database = database;
        this.store = store;
        this.files = files;
        this.types = types;
        this.runner = runner;
    }

    /** Puts a file on disk, to be uploaded. */
    public FileStore.Received receive(Context context, String name, InputStream content) throws IOException {
        administrators(context);
        return files.receive(content, name, LARGEST);
    }

    public ImportJob upload(Context context, String name, FileStore.Received received, Consumer<Tx> also) {
        administrators(context);
        Path file = files.path(received.sha256());
        Preview preview;
        try {
            preview = preview(file);
        } catch (IOException | RuntimeException e) {
            throw Problem.invalid("file", "unreadable", "This cannot be read as a CSV file: " + e.getMessage());
        }
        var job = new ImportJob(
                Ids.next(),
                FileNames.safe(name),
                received.size(),
                received.sha256(),
                context.personId(),
                "uploaded",
                preview,
                null,
                null,
                0,
                0,
                null,
                0,
                0,
                0,
                null,
                context.at(),
                null,
                null);
        database.run(context.tenant(), tx -> {
            also.accept(tx);
            store.insert(tx, job);
        });
        return job;
    }

    private static Preview preview(Path file) throws IOException {
        var form = Csv.guess(file);
        List<String> header = null;
        var rows = new ArrayList<List<String>>();
        try (var csv = Csv.read(file, form)) {
            for (var record : csv) {
                if (header == null) {
                    header = Csv.header(record.getFields());
                } else if (rows.size() < PREVIEW_ROWS) {
                    rows.add(record.getFields());
                } else {
                    break;
                }
            }
        }
        if (header == null || rows.isEmpty()) {
            throw new IOException("it has no rows");
        }
        var columns = new ArrayList<Preview.Column>();
        for (int i = 0; i < header.size(); i++) {
            int at = i;
            var distinct = rows.stream()
                    .map(r -> at < r.size() ? r.get(at) : "")
                    .filter(v -> !v.isEmpty())
                    .collect(Collectors.toCollection(LinkedHashSet::new));
            var samples =
                    distinct.stream().limit(SAMPLES).map(Imports::shortened).toList();
            columns.add(new Preview.Column(header.get(i), samples, distinct.size()));
        }
        return new Preview(
                String.valueOf(form.delimiter()),
                form.charset().name(),
                columns,
                Suggest.mapping(columns, rows),
                Mapping.FIELDS,
                rows.stream().limit(5).toList());
    }

    private static String shortened(String text) {
        return text.length() <= 80 ? text : text.substring(0, 80) + "…";
    }

    public List<ImportJob> list(Context context) {
        administrators(context);
        return database.read(context.tenant(), store::list);
    }

    public ImportJob get(Context context, UUID id) {
        administrators(context);
        return database.read(context.tenant(), tx -> store.find(tx, id)).orElseThrow(() -> Problem.notFound("import"));
    }

    public List<RowError> errors(Context context, UUID id, long after, int limit) {
        get(context, id);
        return database.read(context.tenant(), tx -> store.errors(tx, id, after, limit));
    }

    public ImportJob map(Context context, UUID id, Mapping mapping) {
        ImportJob job = get(context, id);
        if (Set.of("checking", "running", "done").contains(job.state()) || job.lastKey() != null) {
            throw Problem.conflict("What was begun cannot be mapped anew; upload the file again");
        }
        UUID typeId = mapping.typeId();
        if (typeId == null) {
            throw Problem.invalid("typeId", "required", "This is needed");
        }
        TicketType type = types.get(context.tenant(), typeId);
        if (mapping.deskId() != null && !type.deskId().equals(mapping.deskId())) {
            throw Problem.invalid("deskId", "unknown", "The type is another desk's");
        }
        new Cells(
                mapping,
                job.preview().columns().stream().map(Preview.Column::name).toList());
        database.run(context.tenant(), tx -> store.map(tx, id, mapping));
        return get(context, id);
    }

    public ImportJob check(Context context, UUID id) {
        begin(context, id, List.of("uploaded", "checked", "failed", "cancelled"), "checking");
        runner.check(context, id);
        return get(context, id);
    }

    public ImportJob run(Context context, UUID id) {
        begin(context, id, List.of("uploaded", "checked", "failed", "cancelled"), "running");
        runner.run(context, id);
        return get(context, id);
    }

    public ImportJob cancel(Context context, UUID id) {
        get(context, id);
        database.run(context.tenant(), tx -> store.move(tx, id, List.of("checking", "running"), "cancelled"));
        return get(context, id);
    }

    private void begin(Context context, UUID id, List<String> from, String to) {
        if (get(context, id).mapping() == null) {
            throw Problem.conflict("Say first what the columns mean");
        }
        boolean begun = database.write(context.tenant(), tx -> store.move(tx, id, from, to));
        if (!begun) {
            throw Problem.conflict("This import is under way or done");
        }
    }

    private static void administrators(Context context) {
        if (!context.rights().all()) {
            throw Problem.forbidden("Only an administrator may import");
        }
    }
}
