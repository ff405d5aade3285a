package io.steward.server.platform;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Who performs a command. {@code id} is the person's, also for an integration acting with a person's rights. */
public record Actor(ActorKind kind, @Nullable UUID id, String name) {
    public static final Actor SYSTEM = new Actor(ActorKind.SYSTEM, null, "Steward");

    public static Actor person(UUID id, String name) {
        return new Actor(ActorKind.PERSON, id, name);
    }
}
