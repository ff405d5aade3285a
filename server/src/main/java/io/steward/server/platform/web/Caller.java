package io.steward.server.platform.web;

import io.steward.server.platform.Context;
import io.steward.server.platform.TenantId;
import jakarta.servlet.http.HttpServletRequest;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who called: the context of the command and, for people, who they are.
 *
 * @param viaToken an API token was used instead of a session
 */
public record Caller(Context context, UUID personId, boolean admin, boolean viaToken) {
    static final String ATTRIBUTE = Caller.class.getName();

    public static void put(HttpServletRequest request, Caller caller) {
        request.setAttribute(ATTRIBUTE, caller);
    }

    public static @Nullable Caller of(HttpServletRequest request) {
        return (Caller) request.getAttribute(ATTRIBUTE);
    }

    public TenantId tenant() {
        return context.tenant();
    }

    boolean is(Who who) {
        return switch (who) {
            case ANYONE, SIGNED_IN -> true;
            case AGENT -> context.rights().works();
            case MANAGER -> context.rights().managesAny();
            case ADMIN -> admin;
        };
    }
}
