package io.steward.server.platform;

import java.util.Map;
import java.util.UUID;

/**
 * What an actor may do: all within the tenant (administrators, the system), or by desk.
 *
 * @param all every desk, and the administration
 * @param desks the role on each desk the actor works on
 * @param confidential also what is confidential to desks that the actor has no role on: the system alone
 */
public record Rights(boolean all, Map<UUID, DeskRole> desks, boolean confidential) {
    public static final Rights ALL = new Rights(true, Map.of(), true);
    public static final Rights NONE = new Rights(false, Map.of());

    public Rights(boolean all, Map<UUID, DeskRole> desks) {
        this(all, desks, false);
    }

    public boolean worksOn(UUID desk) {
        return all || desks.containsKey(desk);
    }

    public boolean manages(UUID desk) {
        return all || desks.get(desk) == DeskRole.MANAGER;
    }

    /** Works on any desk at all. */
    public boolean works() {
        return all || !desks.isEmpty();
    }

    public boolean managesAny() {
        return all || desks.containsValue(DeskRole.MANAGER);
    }
}
