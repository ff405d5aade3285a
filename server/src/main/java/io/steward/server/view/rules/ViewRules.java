package io.steward.server.view.rules;

import io.steward.server.platform.Check;
import io.steward.server.view.View;
import io.steward.server.view.ViewConfig;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a view must be like, apart from its query. */
public final class ViewRules {
    private static final Set<String> LAYOUTS = Set.of("table", "board", "calendar", "timeline");
    private static final Set<String> FUNCTIONS = Set.of("sum", "average", "min", "max", "count");
    private static final int MOST_COLUMNS = 50;
    private static final int MOST_ENTRIES = 100;

    private ViewRules() {}

    public static void check(Check check, View v) {
        check.text("name", v.name(), 100);
        check.optional("query", v.query(), 2_000);
        check.optional("order", v.order(), 200);
        check.that(LAYOUTS.contains(v.layout()), "layout", "unknown", "table, board, calendar or timeline");
        check.that(!v.queue() || v.shared(), "queue", "private", "A queue is shared with its desk");
        check.that(!v.shared() || v.desk() != null, "deskId", "required", "A shared view is a desk's");
        check.that(v.position() >= 0 && v.position() < 100_000, "position", "range", "From 0 to 99999");
        config(check, v.config());
    }

    private static void config(Check check, ViewConfig c) {
        var columns = c.columns() == null ? List.<ViewConfig.Column>of() : c.columns();
        check.that(columns.size() <= MOST_COLUMNS, "config.columns", "too-many", "At most " + MOST_COLUMNS);
        for (int i = 0; i < Math.min(columns.size(), MOST_COLUMNS); i++) {
            var column = columns.get(i);
            String at = "config.columns[" + i + "]";
            if (column == null) {
                check.error(at, "required", "This is needed");
                continue;
            }
            check.that(column.field() != null, at + ".field", "required", "This is needed");
            name(check, at + ".field", column.field());
            boolean fits = column.width() == null || (column.width() >= 20 && column.width() <= 2_000);
            check.that(fits, at + ".width", "range", "From 20 to 2000");
        }
        name(check, "config.groupBy", c.groupBy());
        name(check, "config.swimLane", c.swimLane());
        name(check, "config.dateField", c.dateField());
        name(check, "config.endField", c.endField());
        name(check, "config.colourBy", c.colourBy());
        aggregates(check, c.aggregates() == null ? Map.of() : c.aggregates());
        limits(check, c.wip() == null ? Map.of() : c.wip());
    }

    private static void aggregates(Check check, Map<String, String> all) {
        check.that(all.size() <= 10, "config.aggregates", "too-many", "At most 10");
        all.forEach((field, function) -> {
            name(check, "config.aggregates", field);
            check.that(
                    FUNCTIONS.contains(String.valueOf(function)),
                    "config.aggregates",
                    "unknown",
                    "sum, average, min, max or count");
        });
    }

    private static void limits(Check check, Map<String, Integer> all) {
        check.that(all.size() <= MOST_ENTRIES, "config.wip", "too-many", "At most " + MOST_ENTRIES);
        all.forEach((value, limit) -> {
            check.that(value.length() <= 200, "config.wip", "too-long", "At most 200 characters");
            check.that(limit != null && limit > 0 && limit <= 10_000, "config.wip", "range", "From 1 to 10000");
        });
    }

    private static void name(Check check, String at, @Nullable String name) {
        boolean good = name == null || name.matches("[\\w.-]{1,120}");
        check.that(good, at, "format", "The name of a field");
    }
}
