package io.steward.server.blueprint;

import io.steward.server.platform.Problem;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What a desk has of one kind: the program knows each by its id, a file by its name. @param what its kind, for people */
record Named<T>(String what, List<T> all, Function<T, UUID> idOf, Function<T, String> nameOf) {
    /** Null when it is gone. */
    @Nullable
    String name(@Nullable UUID id) {
        return one(t -> idOf.apply(t).equals(id)).map(nameOf).orElse(null);
    }

    /** @throws Problem naming the path when there is none */
    UUID id(String path, String name) {
        return one(t -> nameOf.apply(t).equals(name))
                .map(idOf)
                .orElseThrow(() -> Problem.invalid(path, "unknown", "The desk has no " + what + " " + name));
    }

    /** None for no name. */
    @Nullable
    UUID idIfAny(String path, @Nullable String name) {
        return name == null ? null : id(path, name);
    }

    private Optional<T> one(Predicate<T> wanted) {
        return all.stream().filter(wanted).findFirst();
    }
}
