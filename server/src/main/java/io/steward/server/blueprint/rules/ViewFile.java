package io.steward.server.blueprint.rules;

import io.steward.server.view.View;
import io.steward.server.view.ViewConfig;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A view as a file has it. Limits of lists that stand for people or teams are left out, since files name no ids. */
public record ViewFile(
        @Nullable String name,
        @Nullable String query,
        @Nullable String order,
        @Nullable String layout,
        @Nullable ViewConfig config) {
    public static final String TABLE = "table";
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    public ViewFile {
        name = TypeFile.strip(name);
        query = query == null ? "" : query.strip();
        order = order == null ? "" : order.strip();
        layout = TABLE.equals(layout) ? null : layout;
        config = config == null ? null : some(config);
    }

    public static ViewFile of(View v) {
        ViewConfig config = v.config();
        return new ViewFile(
                v.name(),
                v.query(),
                v.order(),
                v.layout(),
                with(config, config.wip() == null ? Map.of() : limits(config.wip(), false)));
    }

    /** The settings of a view that is there already, which keeps the limits that a file cannot name. */
    public ViewConfig config(ViewConfig before) {
        ViewConfig wanted = config == null ? ViewConfig.NONE : config;
        var all = new TreeMap<String, Integer>();
        if (before.wip() != null) {
            all.putAll(limits(before.wip(), true));
        }
        if (wanted.wip() != null) {
            all.putAll(wanted.wip());
        }
        return with(wanted, all);
    }

    private static Map<String, Integer> limits(Map<String, Integer> all, boolean ids) {
        var some = new TreeMap<>(all);
        some.keySet().removeIf(key -> ID.matcher(key).matches() != ids);
        return some;
    }

    private static ViewConfig with(ViewConfig c, Map<String, Integer> wip) {
        return new ViewConfig(
                c.columns(),
                c.groupBy(),
                c.aggregates(),
                c.swimLane(),
                wip.isEmpty() ? null : wip,
                c.dateField(),
                c.endField(),
                c.colourBy());
    }

    /** Nothing that is empty, and what has no order of its own in that of its names. */
    private static @Nullable ViewConfig some(ViewConfig c) {
        var some = new ViewConfig(
                c.columns() == null || c.columns().isEmpty() ? null : c.columns(),
                text(c.groupBy()),
                c.aggregates() == null || c.aggregates().isEmpty() ? null : new TreeMap<>(c.aggregates()),
                text(c.swimLane()),
                c.wip() == null || c.wip().isEmpty() ? null : new TreeMap<>(c.wip()),
                text(c.dateField()),
                text(c.endField()),
                text(c.colourBy()));
        return some.equals(ViewConfig.NONE) ? null : some;
    }

    private static @Nullable String text(@Nullable String given) {
        return given == null || given.isEmpty() ? null : given;
    }
}
