package io.steward.server.blueprint;

import io.steward.server.blueprint.rules.Difference;
import io.steward.server.blueprint.rules.Trouble;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What applying a file would do.
 *
 * @param problems why it cannot be applied
 * @param notices what becomes otherwise than the file says, and why
 * @param token stands for the file and the present state; null when there are problems
 */
public record Plan(
        List<Difference> differences,
        List<Trouble.Found> problems,
        List<String> notices,
        @Nullable String token) {}
