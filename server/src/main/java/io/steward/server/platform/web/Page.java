package io.steward.server.platform.web;

import io.steward.server.platform.Problem;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One page of a list and where the next begins. */
public record Page<T>(List<T> items, @Nullable String next) {
    public static final int DEFAULT = 50;
    public static final int MOST = 100;

    /** The page out of one row more than was asked for. */
    public static <T> Page<T> of(List<T> oneMore, int limit, Function<T, String> cursor) {
        if (oneMore.size() <= limit) {
            return new Page<>(oneMore, null);
        }
        var items = oneMore.subList(0, limit);
        return new Page<>(List.copyOf(items), cursor.apply(items.getLast()));
    }

    public <R> Page<R> map(Function<T, R> change) {
        return new Page<>(items.stream().map(change).toList(), next);
    }

    /** @throws Problem naming the field {@code limit} */
    public static int limit(@Nullable Integer asked) {
        int limit = asked == null ? DEFAULT : asked;
        if (limit < 1 || limit > MOST) {
            throw Problem.invalid("limit", "range", "From 1 to " + MOST);
        }
        return limit;
    }
}
