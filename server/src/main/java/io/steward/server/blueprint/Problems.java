package io.steward.server.blueprint;

import io.steward.server.platform.FieldError;
import io.steward.server.platform.Problem;

/** Says of a refusal where in the file it is. */
final class Problems {
    private Problems() {}

    static void at(String path, Runnable work) {
        try {
            work.run();
        } catch (Problem p) {
            if (p.kind() != Problem.Kind.INVALID) {
                throw p;
            }
            throw Problem.invalid(p.errors().stream()
                    .map(e -> new FieldError(path + e.field(), e.code(), e.message()))
                    .toList());
        }
    }
}
