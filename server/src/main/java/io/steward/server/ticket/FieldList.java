package io.steward.server.ticket;

import java.util.AbstractList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;

/** The fields of a type in their order, found by key at once: a type may have hundreds. */
final class FieldList extends AbstractList<FieldDef> implements RandomAccess {
    private final List<FieldDef> all;
    private final List<FieldDef> used;
    private final Map<String, FieldDef> byKey = new HashMap<>();

    private FieldList(List<FieldDef> all) {
        this.all = List.copyOf(all);
        this.used = all.stream().filter(f -> !f.retired()).toList();
        used.forEach(f -> byKey.putIfAbsent(f.key(), f));
    }

    static FieldList of(@Nullable List<FieldDef> fields) {
        return fields instanceof FieldList already ? already : new FieldList(fields == null ? List.of() : fields);
    }

    /** Those in use. */
    List<FieldDef> used() {
        return used;
    }

    /** One in use. */
    Optional<FieldDef> used(String key) {
        return Optional.ofNullable(byKey.get(key));
    }

    @Override
    public FieldDef get(int index) {
        return all.get(index);
    }

    @Override
    public int size() {
        return all.size();
    }
}
