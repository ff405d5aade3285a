package io.steward.server.channel.rules;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads message ids and content ids. */
final class MessageIds {

    private static final int MAX_ID = 500;
    private static final int MAX_LIST = 100;

    private MessageIds() {}

    /** The header's first id without angle brackets. */
    static @Nullable String first(@Nullable String header) {
        List<String> ids = list(header == null ? List.of() : List.of(header), false);
        return ids.isEmpty() ? null : ids.getFirst();
    }

    /** All ids of the given headers; of too many, the last. Words outside brackets only count with an {@code @}. */
    static List<String> all(List<String> headers) {
        return list(headers, true);
    }

    private static List<String> list(List<String> headers, boolean onlyWithAt) {
        Set<String> ids = new LinkedHashSet<>();
        for (String header : headers) {
            int at = header.indexOf('<');
            if (at < 0) {
                for (String word : header.strip().split("[ \t,]+", -1)) {
                    add(ids, onlyWithAt && word.indexOf('@') < 0 ? "" : word);
                }
            }
            while (at >= 0) {
                int end = header.indexOf('>', at);
                add(ids, header.substring(at + 1, end < 0 ? header.length() : end));
                at = end < 0 ? -1 : header.indexOf('<', end);
            }
        }
        List<String> all = new ArrayList<>(ids);
        return all.subList(Math.max(0, all.size() - MAX_LIST), all.size());
    }

    private static void add(Set<String> ids, String raw) {
        String id = HeaderSafe.text(raw, MAX_ID).replace(" ", "").replace("<", "");
        if (!id.isEmpty()) {
            ids.add(id);
        }
    }
}
