package io.steward.server.identity;

import io.steward.server.platform.Check;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How the organisation's chat calls people, such as {@code @ada}. */
public final class ChatNames {
    private static final Pattern NAME = Pattern.compile("@[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    private ChatNames() {}

    /** The name with its {@code @}; null if there is none, or after an error was added. */
    public static @Nullable String checked(Check check, @Nullable String written) {
        String given = check.optional("chatName", written, 65);
        if (given.isEmpty()) {
            return null;
        }
        String name = given.startsWith("@") ? given : "@" + given;
        if (!NAME.matcher(name).matches()) {
            check.error("chatName", "format", "A name of the chat, such as @ada");
            return null;
        }
        return name;
    }
}
