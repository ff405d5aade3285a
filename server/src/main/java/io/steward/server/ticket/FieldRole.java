package io.steward.server.ticket;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.steward.server.platform.Context;
import io.steward.server.platform.Rights;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;

/** As what somebody looks at a ticket. A manager is an agent, too. */
public enum FieldRole {
    REQUESTER,
    AGENT,
    MANAGER;

    /** The roles of an actor on a desk; who does not work there is a requester. */
    public static Set<FieldRole> of(Rights rights, UUID desk) {
        if (rights.manages(desk)) {
            return EnumSet.of(AGENT, MANAGER);
        }
        return rights.worksOn(desk) ? EnumSet.of(AGENT) : EnumSet.of(REQUESTER);
    }

    public static Set<FieldRole> of(Context context, UUID desk) {
        return of(context.rights(), desk);
    }

    @JsonValue
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    @JsonCreator
    static FieldRole of(String key) {
        return valueOf(key.toUpperCase(Locale.ROOT));
    }
}
