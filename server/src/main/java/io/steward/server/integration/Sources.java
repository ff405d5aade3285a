package io.steward.server.integration;

import io.steward.server.identity.Desks;
import io.steward.server.identity.People;
import io.steward.server.identity.Person;
import io.steward.server.integration.rules.Signals;
import io.steward.server.integration.store.HookStore;
import io.steward.server.integration.store.SourceStore;
import io.steward.server.integration.work.HookLoop;
import io.steward.server.journal.Journal;
import io.steward.server.journal.NewEntry;
import io.steward.server.outgoing.rules.Addresses;
import io.steward.server.platform.Check;
import io.steward.server.platform.Context;
import io.steward.server.platform.Database;
import io.steward.server.platform.Ids;
import io.steward.server.platform.Json;
import io.steward.server.platform.Problem;
import io.steward.server.platform.Secrets;
import io.steward.server.platform.StewardSettings;
import io.steward.server.platform.Tx;
import io.steward.server.ticket.TicketType;
import io.steward.server.ticket.Types;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;

/** The systems that tell a desk what happens; its managers tend them. */
@Component
public class Sources {
    static final String PURPOSE = "inbound-source";
    static final String BEARER = "bearer";
    static final String HMAC = "hmac";
    private static final String SUBJECT = "inbound_source";
    private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};

    /**
     * A source as somebody writes it.
     *
     * @param requesterId in whose name; null: the actor's
     * @param bearer the token that the sender must show; empty: none from now on; null: as before
     * @param hmacSecret with which the sender signs; empty: none from now on; null: as before
     */
    public record Form(
            @Nullable UUID deskId,
            @Nullable UUID typeId,
            @Nullable UUID requesterId,
            @Nullable UUID teamId,
            @Nullable String name,
            @Nullable String kind,
            @Nullable Boolean active,
            @Nullable String bearer,
            @Nullable String hmacSecret,
            @Nullable String hmacHeader,
            @Nullable SourceMapping mapping,
            @Nullable Integer reopenMinutes,
            @Nullable Boolean resolves,
            @Nullable Integer perMinute) {}

    /** With the address that is told this once. */
    public record Made(Source source, String address) {}

    private final Database database;
    private final SourceStore store;
    private final HookStore hooks;
    private final HookLoop loop;
    private final Desks desks;
    private final Types types;
    private final People people;
    private final Journal journal;
    private final Secrets secrets;
    private final StewardSettings settings;

    Sources(
            Database database,
            SourceStore store,
            HookStore hooks,
            HookLoop loop,
            Desks desks,
            Types types,
            People people,
            Journal journal,
            Secrets secrets,
            StewardSettings settings) {
        this.database = database;
        this.store = store;
        this.hooks = hooks;
        this.loop = loop;
        this.desks = desks;
        this.types = types;
        this.people = people;
        this.journal = journal;
        this.secrets = secrets;
        this.settings = settings;
    }

    public List<Source> list(Context context) {
        return database.read(context.tenant(), store::all).stream()
                .filter(s -> context.rights().manages(s.deskId()))
                .toList();
    }

    /** Those of a desk, for who works there. */
    public List<Source> of(Context context, UUID desk) {
        if (desks.find(context.tenant(), desk).isEmpty() || !context.rights().worksOn(desk)) {
            throw Problem.notFound("desk");
        }
        return database.read(context.tenant(), store::all).stream()
                .filter(s -> s.deskId().equals(desk))
                .toList();
    }

    public Source get(Context context, UUID id) {
        return database.read(context.tenant(), tx -> tended(tx, context, id));
    }

    public Made create(Context context, Form form, Consumer<Tx> also) {
        String token = token(context);
        return database.write(context.tenant(), tx -> {
            also.accept(tx);
            Source made = checked(tx, context, form, null, Secrets.sha256(token));
            store.insert(tx, made);
            record(tx, context, made, "created");
            return new Made(made, address(token));
        });
    }

    public Source change(Context context, UUID id, Form form, int version) {
        return database.write(context.tenant(), tx -> {
            Source before = tended(tx, context, id);
            Source after = checked(tx, context, form, before, before.tokenHash());
            if (before.version() != version || !store.update(tx, after)) {
                throw Problem.stale(Map.of("id", id, "name", before.name(), "version", before.version()));
            }
            record(tx, context, after, "changed");
            return after;
        });
    }

    /** A new address; the one before is good no more. */
    public Made move(Context context, UUID id) {
        String token = token(context);
        return database.write(context.tenant(), tx -> {
            Source s = tended(tx, context, id);
            var after = new Source(
                    s.id(),
                    s.deskId(),
                    s.typeId(),
                    s.requesterId(),
                    s.teamId(),
                    s.name(),
                    s.kind(),
                    s.active(),
                    Secrets.sha256(token),
                    s.sealed(),
                    s.hmacHeader(),
                    s.mapping(),
                    s.reopenMinutes(),
                    s.resolves(),
                    s.perMinute(),
                    s.created(),
                    s.lastAt(),
                    s.version() + 1);
            if (!store.update(tx, after)) {
                throw Problem.conflict("Somebody changed this meanwhile");
            }
            record(tx, context, after, "moved");
            return new Made(after, address(token));
        });
    }

    /** With what it sent; its tickets stay. */
    public void delete(Context context, UUID id) {
        database.run(context.tenant(), tx -> {
            Source s = tended(tx, context, id);
            if (store.delete(tx, id)) {
                record(tx, context, s, "deleted");
            }
        });
    }

    /** The last hundred, and what waits; the newest first, one more than the limit. */
    public List<ReceivedHook> received(Context context, UUID source, @Nullable UUID before, int limit) {
        return database.read(context.tenant(), tx -> {
            tended(tx, context, source);
            return hooks.page(tx, source, before, limit + 1);
        });
    }

    public ReceivedHook hook(Context context, UUID id) {
        return database.read(context.tenant(), tx -> hook(tx, context, id));
    }

    /** Works on it once more. */
    public void retry(Context context, UUID id) {
        database.run(context.tenant(), tx -> {
            hook(tx, context, id);
            if (!hooks.again(tx, id, context.at())) {
                throw Problem.conflict("Only what failed or was ignored can be taken in again");
            }
            tx.afterCommit(loop::ring);
        });
    }

    /** What a payload would become. @throws Problem when it cannot be read */
    public static List<Signal> preview(
            String kind, @Nullable SourceMapping mapping, Map<String, String> headers, byte[] body) {
        var check = new Check();
        check.that(Signals.KINDS.contains(kind), "kind", "unknown", "One of " + String.join(", ", Signals.KINDS));
        SourceMapping own = mapping == null ? SourceMapping.NONE : mapping;
        Signals.check(check, own);
        check.done();
        return Signals.read(kind, own, headers, body);
    }

    /** What its sender must know. */
    Map<String, String> secrets(Source source) {
        return Json.read(secrets.open(PURPOSE, source.sealed()), TEXTS);
    }

    /** Which secrets are set. */
    public boolean has(Source source, String secret) {
        return secrets(source).containsKey(secret);
    }

    private ReceivedHook hook(Tx tx, Context context, UUID id) {
        ReceivedHook h = hooks.find(tx, id).orElseThrow(() -> Problem.notFound("payload"));
        tended(tx, context, h.sourceId());
        return h;
    }

    private Source tended(Tx tx, Context context, UUID id) {
        return store.find(tx, id)
                .filter(s -> context.rights().manages(s.deskId()))
                .orElseThrow(() -> Problem.notFound("source"));
    }

    private static String token(Context context) {
        return "in_" + context.tenant().value() + "_" + Secrets.token();
    }

    private String address(String token) {
        return settings.page("/api/v1/hooks/" + token);
    }

    private Source checked(Tx tx, Context context, Form f, @Nullable Source before, byte[] tokenHash) {
        var check = new Check();
        UUID desk = check.needed("deskId", f.deskId(), new UUID(0, 0));
        if (f.deskId() != null) {
            if (desks.find(context.tenant(), desk).isEmpty()) {
                check.error("deskId", "unknown", "There is no such desk");
            } else {
                context.needManager(desk);
            }
        }
        String name = check.text("name", f.name(), 100);
        String kind = f.kind() == null ? "" : f.kind();
        check.that(Signals.KINDS.contains(kind), "kind", "unknown", "One of " + String.join(", ", Signals.KINDS));
        UUID typeId = check.needed("typeId", f.typeId(), new UUID(0, 0));
        var type = types.find(context.tenant(), typeId).filter(t -> t.deskId().equals(desk) && t.active());
        check.that(f.typeId() == null || type.isPresent(), "typeId", "unknown", "This desk has no such ticket type");
        UUID requester =
                f.requesterId() != null ? f.requesterId() : before != null ? before.requesterId() : me(context);
        check.that(
                people.find(tx, requester).filter(Person::active).isPresent(),
                "requesterId",
                "unknown",
                "There is no such person");
        check.that(
                f.teamId() == null
                        || desks.team(context.tenant(), f.teamId())
                                .filter(t -> t.deskId().equals(desk))
                                .isPresent(),
                "teamId",
                "unknown",
                "This desk has no such team");
        SourceMapping mapping = f.mapping() == null ? SourceMapping.NONE : f.mapping();
        Signals.check(check, mapping);
        type.ifPresent(t -> known(check, t, mapping));
        int reopen = f.reopenMinutes() == null ? 60 : f.reopenMinutes();
        check.that(reopen >= 0 && reopen <= 100_000, "reopenMinutes", "range", "From 0 to 100000");
        int perMinute = f.perMinute() == null ? 300 : f.perMinute();
        check.that(perMinute >= 1 && perMinute <= 10_000, "perMinute", "range", "From 1 to 10000");
        var secret = new LinkedHashMap<String, String>();
        secret(check, "bearer", BEARER, f.bearer(), before, secret);
        secret(check, "hmacSecret", HMAC, f.hmacSecret(), before, secret);
        String header = check.optional("hmacHeader", f.hmacHeader(), 100);
        check.that(header.isEmpty() || Addresses.isName(header), "hmacHeader", "format", "A header's name");
        check.that(
                secret.containsKey(HMAC) == !header.isEmpty(),
                header.isEmpty() ? "hmacHeader" : "hmacSecret",
                "required",
                "A signature needs a secret and the header that it comes in");
        check.done();
        return new Source(
                before == null ? Ids.next() : before.id(),
                desk,
                typeId,
                requester,
                f.teamId(),
                name,
                kind,
                !Boolean.FALSE.equals(f.active()),
                tokenHash,
                secrets.seal(PURPOSE, Json.text(secret)),
                header.isEmpty() ? null : header,
                mapping,
                reopen,
                !Boolean.FALSE.equals(f.resolves()),
                perMinute,
                before == null ? context.at() : before.created(),
                before == null ? null : before.lastAt(),
                before == null ? 1 : before.version() + 1);
    }

    private static UUID me(Context context) {
        return Objects.requireNonNullElse(context.actor().id(), new UUID(0, 0));
    }

    private void secret(
            Check check,
            String field,
            String name,
            @Nullable String given,
            @Nullable Source before,
            Map<String, String> into) {
        if (given == null) {
            String known = before == null ? null : secrets(before).get(name);
            if (known != null) {
                into.put(name, known);
            }
        } else if (!given.isEmpty()) {
            check.that(
                    given.length() >= 8 && given.length() <= 500 && Addresses.isValue(given),
                    field,
                    "range",
                    "8 to 500 plain characters");
            into.put(name, given);
        }
    }

    private static void known(Check check, TicketType type, SourceMapping mapping) {
        mapping.fields()
                .keySet()
                .forEach(key -> check.that(
                        type.field(key).isPresent(),
                        "mapping.fields." + key,
                        "unknown",
                        "This type has no such field"));
    }

    private void record(Tx tx, Context context, Source s, String what) {
        journal.append(
                tx,
                context,
                NewEntry.of(
                        SUBJECT,
                        s.id(),
                        s.deskId(),
                        what,
                        Map.of("name", s.name(), "kind", s.kind(), "active", s.active())));
    }
}
