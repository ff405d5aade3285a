package io.steward.server.integration.rules;

import io.steward.server.integration.Mapping;
import io.steward.server.integration.Preview;
import java.time.DateTimeException;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Guesses what columns mean from their names and values, so that a person only has to correct. */
public final class Suggest {
    private static final Map<String, List<String>> NAMES = Map.ofEntries(
            Map.entry("title", List.of("title", "subject", "shortdescription", "summary", "ticketsubject", "usymptom")),
            Map.entry("description", List.of("description", "body", "ticketdescription", "details")),
            Map.entry("status", List.of("status", "state", "incidentstate", "ticketstatus")),
            Map.entry("impact", List.of("impact")),
            Map.entry("urgency", List.of("urgency")),
            Map.entry("category", List.of("category", "tickettype")),
            Map.entry("team", List.of("team", "group", "assignmentgroup", "queue")),
            Map.entry("assignee", List.of("assignee", "assignedto", "owner")),
            Map.entry(
                    "requester",
                    List.of("requester", "callerid", "caller", "customeremail", "requestedby", "reporter")),
            Map.entry("channel", List.of("channel", "contacttype", "ticketchannel")),
            Map.entry("created", List.of("created", "openedat", "createdat", "opened", "dateofpurchase")),
            Map.entry("updated", List.of("updated", "sysupdatedat", "updatedat")),
            Map.entry("resolved", List.of("resolved", "resolvedat", "timetoresolution")),
            Map.entry("closed", List.of("closed", "closedat")),
            Map.entry("actor", List.of("sysupdatedby", "updatedby", "changedby")),
            Map.entry("reopened", List.of("reopencount", "reopened")),
            Map.entry("reassigned", List.of("reassignmentcount", "reassigned")),
            Map.entry("tags", List.of("tags", "labels")));
    private static final List<String> KEYS = List.of("number", "id", "key", "ticketid", "ticketnumber", "incident");
    private static final List<String> ORDERS = List.of("sysmodcount", "version", "sequence");
    private static final Map<String, String> STATUSES = Map.ofEntries(
            Map.entry("new", "new"),
            Map.entry("open", "open"),
            Map.entry("active", "open"),
            Map.entry("inprogress", "open"),
            Map.entry("resolved", "resolved"),
            Map.entry("solved", "resolved"),
            Map.entry("closed", "closed"),
            Map.entry("cancelled", "cancelled"),
            Map.entry("canceled", "cancelled"));
    private static final List<String> FORMATS = List.of(
            "yyyy-MM-dd'T'HH:mm:ssXXX",
            "yyyy-MM-dd'T'HH:mm:ss",
            "yyyy-MM-dd HH:mm:ss",
            "yyyy-MM-dd HH:mm",
            "yyyy-MM-dd",
            "d/M/yyyy HH:mm",
            "d.M.yyyy HH:mm",
            "M/d/yyyy HH:mm");

    private Suggest() {}

    public static Mapping mapping(List<Preview.Column> columns, List<List<String>> rows) {
        var fields = new LinkedHashMap<String, String>();
        String key = null;
        String order = null;
        for (Preview.Column column : columns) {
            String name = plain(column.name());
            NAMES.forEach((field, names) -> {
                if (names.contains(name) && !fields.containsValue(field)) {
                    fields.put(column.name(), field);
                }
            });
            key = key == null && KEYS.contains(name) ? column.name() : key;
            order = order == null && ORDERS.contains(name) ? column.name() : order;
        }
        String keyColumn = key == null ? columns.getFirst().name() : key;
        int at = columns.stream().map(Preview.Column::name).toList().indexOf(keyColumn);
        long distinct = rows.stream()
                .map(r -> at < r.size() ? r.get(at) : "")
                .distinct()
                .count();
        boolean history = distinct < rows.size();
        return new Mapping(
                null,
                null,
                history ? "history" : "tickets",
                keyColumn,
                fields,
                statuses(columns, fields),
                format(columns, fields),
                "UTC",
                List.of("?", "NULL", "N/A"),
                order);
    }

    private static Map<String, Map<String, String>> statuses(List<Preview.Column> columns, Map<String, String> fields) {
        var all = new LinkedHashMap<String, Map<String, String>>();
        for (Preview.Column column : columns) {
            if ("status".equals(fields.get(column.name()))) {
                var values = new LinkedHashMap<String, String>();
                for (String sample : column.samples()) {
                    values.put(sample, status(sample));
                }
                all.put(column.name(), values);
            }
        }
        return all;
    }

    /** Our status for a foreign one: by name, waiting of any kind is pending, all else is open. */
    public static String status(String foreign) {
        String name = plain(foreign);
        String known = STATUSES.get(name);
        return known != null
                ? known
                : name.contains("await") || name.contains("pending") || name.contains("hold") || name.contains("wait")
                        ? "pending"
                        : "open";
    }

    private static String format(List<Preview.Column> columns, Map<String, String> fields) {
        var samples = columns.stream()
                .filter(c ->
                        Set.of("created", "updated", "resolved", "closed").contains(fields.getOrDefault(c.name(), "")))
                .flatMap(c -> c.samples().stream())
                .filter(s -> s.length() > 5)
                .toList();
        return FORMATS.stream()
                .filter(f -> !samples.isEmpty() && samples.stream().allMatch(s -> fits(f, s)))
                .findFirst()
                .orElse(FORMATS.getFirst());
    }

    private static boolean fits(String format, String sample) {
        try {
            DateTimeFormatter.ofPattern(format, Locale.ROOT).parse(sample);
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }
}
