package io.steward.server.ticket;

import java.util.Set;

/**
 * What rows of lists hold of their tickets' custom fields. Three hundred values on each of fifty rows would cost several times
 * the rows themselves, and lists show none or a few.
 *
 * @param all every value; {@code keys} is empty then
 * @param keys the values of these fields only
 */
public record RowFields(boolean all, Set<String> keys) {
    public static final RowFields NONE = new RowFields(false, Set.of());
    public static final RowFields ALL = new RowFields(true, Set.of());

    public static RowFields of(Set<String> keys) {
        return new RowFields(false, Set.copyOf(keys));
    }
}
