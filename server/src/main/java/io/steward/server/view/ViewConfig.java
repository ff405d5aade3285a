package io.steward.server.view;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a layout needs to know.
 *
 * @param columns the table's, in order
 * @param groupBy a field, whose values are the groups of a table and the lists of a board
 * @param aggregates functions by field
 * @param swimLane a second field, for a board's rows
 * @param wip how many tickets a list of a board should hold at most, by value
 * @param dateField where a calendar or timeline has a ticket begin
 * @param endField where it ends
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ViewConfig(
        @Nullable List<Column> columns,
        @Nullable String groupBy,
        @Nullable Map<String, String> aggregates,
        @Nullable String swimLane,
        @Nullable Map<String, Integer> wip,
        @Nullable String dateField,
        @Nullable String endField,
        @Nullable String colourBy) {
    public static final ViewConfig NONE = new ViewConfig(null, null, null, null, null, null, null, null);

    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Column(
            @Nullable String field,
            @Nullable Integer width,
            @Nullable Boolean frozen) {}
}
