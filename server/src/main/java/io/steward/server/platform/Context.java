package io.steward.server.platform;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Tenant, actor, rights, cause and time of a command: an explicit parameter of every call, never a thread local. */
public record Context(
        TenantId tenant,
        Actor actor,
        Rights rights,
        @Nullable Cause cause,
        Instant at,
        @Nullable String correlation) {

    /** The system itself, with all rights. */
    public static Context system(TenantId tenant, Instant at, @Nullable Cause cause) {
        return new Context(tenant, Actor.SYSTEM, Rights.ALL, cause, at, null);
    }

    public Context at(Instant instant) {
        return new Context(tenant, actor, rights, cause, instant, correlation);
    }

    public boolean isActor(@Nullable UUID person) {
        return person != null && person.equals(actor.id());
    }

    /** @throws Problem when the actor is no administrator */
    public void needAdministrator() {
        if (!rights.all()) {
            throw Problem.forbidden("Only an administrator may do this");
        }
    }

    /** @throws Problem when the actor does not manage the desk */
    public void needManager(UUID desk) {
        if (!rights.manages(desk)) {
            throw Problem.forbidden("Only the desk's manager may do this");
        }
    }

    /** @throws Problem when the caller is nobody */
    public UUID personId() {
        UUID id = actor.id();
        if (id == null) {
            throw Problem.forbidden("This needs a person");
        }
        return id;
    }
}
