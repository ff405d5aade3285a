package io.steward.server.macro;

import io.steward.server.platform.Context;
import io.steward.server.platform.Problem;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Whose a macro or an answer is: a desk's, tended by its managers, or one person's. */
final class Ownership {
    private Ownership() {}

    static boolean sees(Context context, @Nullable UUID desk, @Nullable UUID owner) {
        return desk == null ? context.isActor(owner) : context.rights().worksOn(desk);
    }

    /** @throws Problem when it is not there for the actor, or not theirs to change */
    static void needs(Context context, @Nullable UUID desk, @Nullable UUID owner, String what) {
        if (!sees(context, desk, owner)) {
            throw Problem.notFound(what);
        }
        if (desk != null) {
            context.needManager(desk);
        }
    }

    /** Whether it is for the tickets of a desk. */
    static boolean isFor(@Nullable UUID desk, UUID ticketDesk) {
        return desk == null || desk.equals(ticketDesk);
    }
}
