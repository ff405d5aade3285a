package io.steward.server.ticket.rules;

import io.steward.server.platform.Check;
import java.util.LinkedHashSet;
import java.util.List;

/** Tags: short, without commas, each once, at most twenty. */
public final class Tags {
    private Tags() {}

    public static List<String> checked(Check check, List<String> given) {
        return checked(check, "tags", given);
    }

    /** @param path the name of the field in errors */
    public static List<String> checked(Check check, String path, List<String> given) {
        var clean = new LinkedHashSet<String>();
        for (String tag : given) {
            String one =
                    Check.clean(tag).replace(',', ' ').replaceAll("\\s+", " ").strip();
            if (!one.isEmpty()) {
                check.that(one.length() <= 50, path, "too-long", "A tag has at most 50 characters");
                clean.add(one);
            }
        }
        check.that(clean.size() <= 20, path, "too-many", "At most 20 tags");
        return List.copyOf(clean);
    }
}
