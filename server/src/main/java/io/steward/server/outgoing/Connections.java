package io.steward.server.outgoing;

import io.steward.server.identity.Desks;
import io.steward.server.platform.Context;
import io.steward.server.platform.Database;
import io.steward.server.platform.Problem;
import io.steward.server.platform.Tx;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Endpoints of one kind that rules write to: a desk's, tended by its managers, and the whole organisation's, tended by administrators and
 * used by all.
 *
 * @param <F> one as somebody writes it
 */
public abstract class Connections<F> {
    private final EndpointKind kind;
    private final Database database;
    private final Endpoints endpoints;
    private final Desks desks;

    protected Connections(EndpointKind kind, Database database, Endpoints endpoints, Desks desks) {
        this.kind = kind;
        this.database = database;
        this.endpoints = endpoints;
        this.desks = desks;
    }

    /** What somebody wrote, if all is right with it. @param before null: it is a new one @throws Problem naming what is not */
    protected abstract Endpoints.Wanted checked(Context context, F form, @Nullable Endpoint before);

    /** Those that the actor may use in rules, or tend: of their desks, and the whole organisation's. */
    public List<Endpoint> list(Context context) {
        return database.read(context.tenant(), tx -> endpoints.all(tx, kind)).stream()
                .filter(e -> e.deskId() == null || e.isTendedBy(context))
                .toList();
    }

    public Endpoint get(Context context, UUID id) {
        return database.read(context.tenant(), tx -> endpoints.tended(tx, context, id, kind));
    }

    public Endpoint create(Context context, F form, Consumer<Tx> also) {
        var wanted = checked(context, form, null);
        return database.write(context.tenant(), tx -> {
            also.accept(tx);
            return endpoints.create(tx, context, kind, wanted);
        });
    }

    public Endpoint change(Context context, UUID id, F form, int version) {
        return database.write(context.tenant(), tx -> {
            Endpoint before = endpoints.tended(tx, context, id, kind);
            return endpoints.change(tx, context, before, version, checked(context, form, before));
        });
    }

    public void delete(Context context, UUID id) {
        database.run(context.tenant(), tx -> {
            Endpoint endpoint = endpoints.tended(tx, context, id, kind);
            endpoints.needUnused(tx, endpoint);
            endpoints.delete(tx, context, endpoint);
        });
    }

    /** Those that rules of a desk may use, for who works there. */
    public List<Endpoint> usable(Context context, UUID desk) {
        if (desks.find(context.tenant(), desk).isEmpty() || !context.rights().worksOn(desk)) {
            throw Problem.notFound("desk");
        }
        return database.read(context.tenant(), tx -> usable(tx, desk));
    }

    /** Those that rules of a desk may use. */
    public List<Endpoint> usable(Tx tx, UUID desk) {
        return endpoints.all(tx, kind).stream().filter(e -> isUsable(e, desk)).toList();
    }

    /** One that a rule of the desk may use. @throws Problem not-found for any other */
    public Endpoint usable(Tx tx, UUID desk, UUID id) {
        Endpoint e = endpoints.get(tx, id, kind);
        if (!isUsable(e, desk)) {
            throw Problem.notFound("connection");
        }
        return e;
    }

    private static boolean isUsable(Endpoint e, UUID desk) {
        return e.deskId() == null || e.deskId().equals(desk);
    }
}
