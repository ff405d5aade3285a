package io.steward.server.assignment.rules;

import io.steward.server.platform.Check;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Skills are tags: small letters, so that they compare with the tags of tickets. */
public final class Skills {
    private static final int MOST = 50;
    private static final int LONGEST = 50;

    private Skills() {}

    public static String plain(String text) {
        return text.strip().toLowerCase(Locale.ROOT);
    }

    public static List<String> checked(Check check, @Nullable List<String> given) {
        var skills = new LinkedHashSet<String>();
        for (String skill : given == null ? List.<String>of() : given) {
            if (skill == null || skill.length() > LONGEST) {
                check.error("skills", "too-long", "At most " + LONGEST + " characters each");
            } else {
                String clean = plain(Check.clean(skill).replaceAll("\\s+", " "));
                if (!clean.isEmpty()) {
                    skills.add(clean);
                }
            }
        }
        check.that(skills.size() <= MOST, "skills", "too-many", "At most " + MOST);
        return List.copyOf(skills);
    }
}
