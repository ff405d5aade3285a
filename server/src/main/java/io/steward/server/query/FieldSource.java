package io.steward.server.query;

import io.steward.server.platform.Context;
import java.util.List;
import java.util.Map;

/**
 * Contributes fields of a kind of record, so that a room can make what it knows of a record part of queries. A bean of this
 * type is found by the room whose records they are.
 */
public interface FieldSource<R> {
    /** The fields that this actor may read, for one query. */
    Contribution<R> fields(Context context);

    /** @param ambiguous names that could mean several of the fields, with what to say of them */
    record Contribution<R>(List<QueryField<R>> fields, Map<String, String> ambiguous) {}
}
