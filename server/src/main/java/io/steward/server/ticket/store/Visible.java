package io.steward.server.ticket.store;

import static io.steward.db.ticket.Tables.TICKET_;
import static io.steward.db.ticket.Tables.WATCHER;
import static io.steward.server.platform.Prepared.value;

import io.steward.server.platform.Context;
import io.steward.server.platform.Prepared;
import io.steward.server.platform.Rights;
import java.util.Arrays;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * Which tickets an actor may see: the one place that says so. All, or those of some desks, or those that a person follows, as
 * requester or watcher.
 */
public final class Visible {
    /** Without regard to who asks. */
    public static final Visible ALL = new Visible(true, true, new UUID[0], null);

    /** The same question for every actor, for statements written once; its values are those of {@link #with}. */
    static final Condition PREPARED = DSL.condition(value(Boolean.class))
            .or(DSL.condition(value(Boolean.class)).and(TICKET_.CONFIDENTIAL.isFalse()))
            .or(TICKET_.DESK_ID.eq(DSL.any(value(UUID[].class))))
            .or(followedBy(value(UUID.class), value(UUID.class)));

    private final boolean all;
    private final boolean unlessConfidential;
    private final UUID[] desks;
    private final @Nullable UUID follower;

    /** @param unlessConfidential all but what is confidential to other desks than these */
    private Visible(boolean all, boolean unlessConfidential, UUID[] desks, @Nullable UUID follower) {
        this.all = all;
        this.unlessConfidential = unlessConfidential;
        this.desks = desks;
        this.follower = follower;
    }

    /** What an agent works on: the tickets of their desks. */
    public static Visible workedBy(Rights rights) {
        return new Visible(
                rights.all() && rights.confidential(),
                rights.all(),
                rights.desks().keySet().toArray(UUID[]::new),
                null);
    }

    /** Where an actor may write: what they work on, and what they follow. */
    public static Visible writableBy(Context context) {
        Visible worked = workedBy(context.rights());
        return new Visible(
                worked.all,
                worked.unlessConfidential,
                worked.desks,
                context.actor().id());
    }

    /** What a requester follows: their own requests and those they watch. */
    public static Visible followedBy(UUID person) {
        return new Visible(false, false, new UUID[0], person);
    }

    /** The question as short as it can be for this actor, so that a list finds the best index. */
    public Condition condition() {
        if (all) {
            return DSL.trueCondition();
        }
        Condition onDesks = switch (desks.length) {
            case 0 -> DSL.falseCondition();
            case 1 -> TICKET_.DESK_ID.eq(desks[0]);
            default -> TICKET_.DESK_ID.eq(DSL.any(desks));
        };
        Condition worked = unlessConfidential ? TICKET_.CONFIDENTIAL.isFalse().or(onDesks) : onDesks;
        if (follower == null) {
            return worked;
        }
        Condition followed = followedBy(DSL.val(follower), DSL.val(follower));
        return desks.length == 0 && !unlessConfidential ? followed : worked.or(followed);
    }

    /** The values of a statement that ends with {@link #PREPARED}. */
    @Nullable
    Object[] with(@Nullable Object... first) {
        return Prepared.values(Arrays.asList(first), all, unlessConfidential, desks, follower, follower);
    }

    private static Condition followedBy(Field<UUID> requester, Field<UUID> watcher) {
        return TICKET_.REQUESTER_ID
                .eq(requester)
                .or(DSL.exists(DSL.selectOne()
                        .from(WATCHER)
                        .where(
                                WATCHER.TENANT_ID.eq(TICKET_.TENANT_ID),
                                WATCHER.TICKET_ID.eq(TICKET_.ID),
                                WATCHER.PERSON_ID.eq(watcher))));
    }
}
