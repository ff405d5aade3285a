package io.steward.server.ticket;

import io.steward.server.identity.Desks;
import io.steward.server.journal.Journal;
import io.steward.server.journal.NewEntry;
import io.steward.server.platform.Cause;
import io.steward.server.platform.Check;
import io.steward.server.platform.Context;
import io.steward.server.platform.Database;
import io.steward.server.platform.Ids;
import io.steward.server.platform.Problem;
import io.steward.server.platform.Tx;
import io.steward.server.query.QueryError;
import io.steward.server.ticket.rules.Definitions;
import io.steward.server.ticket.store.DefinitionStore;
import io.steward.server.ticket.store.TypeStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Makes and changes ticket types: a draft, its effect on the tickets there are, and its publication. */
@Component
public class TypeEditing {
    /** The journal's name for a ticket type. */
    public static final String SUBJECT = "ticket_type";

    private static final Set<String> KINDS =
            Set.of("incident", "service_request", "problem", "change", "release", "task", "custom");

    /** What can be said of a type beside its definition. Null leaves a thing as it is. */
    public record Naming(
            @Nullable String name,
            @Nullable String kind,
            @Nullable Boolean portal,
            @Nullable String portalName,
            @Nullable String portalHint,
            @Nullable Boolean active,
            @Nullable String icon,
            @Nullable String colour) {}

    public record Edited(TicketType type, Optional<DefinitionStore.Draft> draft) {}

    private final Database database;
    private final Types types;
    private final TypeStore store;
    private final DefinitionStore definitions;
    private final TypeEffects effects;
    private final Desks desks;
    private final Workflow workflow;
    private final TicketQueries queries;
    private final Journal journal;

    TypeEditing(
            Database database,
            Types types,
            TypeStore store,
            DefinitionStore definitions,
            TypeEffects effects,
            Desks desks,
            Workflow workflow,
            TicketQueries queries,
            Journal journal) {
        this.database = database;
        this.types = types;
        this.store = store;
        this.definitions = definitions;
        this.effects = effects;
        this.desks = desks;
        this.workflow = workflow;
        this.queries = queries;
        this.journal = journal;
    }

    /** The type as it is, for those who manage its desk. */
    public TicketType managed(Context context, UUID id) {
        TicketType type = types.find(context.tenant(), id)
                .filter(t -> context.rights().worksOn(t.deskId()))
                .orElseThrow(() -> Problem.notFound("ticket type"));
        context.needManager(type.deskId());
        return type;
    }

    public Edited edited(Context context, UUID id) {
        TicketType type = managed(context, id);
        return new Edited(type, database.read(context.tenant(), tx -> definitions.draft(tx, id)));
    }

    /** A new type with the workflow and priorities of the desk's first, or of a blank one. */
    public TicketType create(
            Context context,
            UUID desk,
            @Nullable String key,
            @Nullable String prefix,
            Naming naming,
            Consumer<Tx> also) {
        return database.write(context.tenant(), tx -> {
            also.accept(tx);
            return create(tx, context, desk, key, prefix, naming, null);
        });
    }

    /** @param definition null: that of a blank desk */
    public TicketType create(
            Tx tx,
            Context context,
            UUID desk,
            @Nullable String key,
            @Nullable String prefix,
            Naming naming,
            TicketType.@Nullable Definition definition) {
        desks.find(context.tenant(), desk)
                .filter(d -> context.rights().worksOn(d.id()))
                .orElseThrow(() -> Problem.invalid("deskId", "unknown", "There is no such desk"));
        context.needManager(desk);
        var all = store.types(tx);
        var check = new Check();
        String goodKey = key == null ? "" : key;
        check.that(goodKey.matches("[a-z][a-z0-9_]{0,39}"), "key", "unreadable", "Lower-case letters, digits and _");
        check.that(
                all.stream().noneMatch(t -> t.deskId().equals(desk) && t.key().equals(goodKey)),
                "key",
                "used",
                "The desk has such a type already");
        String goodPrefix = prefix == null ? "" : prefix;
        check.that(goodPrefix.matches("[A-Z]{2,6}"), "prefix", "unreadable", "Two to six capital letters");
        check.that(
                all.stream().noneMatch(t -> t.prefix().equals(goodPrefix)),
                "prefix",
                "used",
                "Another type counts with this");
        var blank = new TicketType(
                Ids.next(),
                desk,
                goodKey,
                "custom",
                "",
                goodPrefix,
                false,
                "",
                "",
                true,
                null,
                null,
                definition == null ? Templates.blank() : definition,
                1);
        TicketType type = named(blank, naming, check);
        check(context, type, check);
        check.done();
        store.insert(tx, type, all.size());
        tell(tx, context, type, "created");
        types.forgetAfter(tx);
        return type;
    }

    public TicketType change(Context context, UUID id, Naming naming, int version) {
        return database.write(context.tenant(), tx -> {
            TicketType before = managed(context, id);
            var check = new Check();
            TicketType after = named(before, naming, check);
            check.done();
            if (!definitions.update(tx, after, version)) {
                throw Problem.stale(before);
            }
            tell(tx, context, after, "changed");
            types.forgetAfter(tx);
            return after.with(after.definition(), version + 1);
        });
    }

    private static TicketType named(TicketType t, Naming n, Check check) {
        String name = check.text("name", Objects.requireNonNullElse(n.name(), t.name()), 60);
        String kind = Objects.requireNonNullElse(n.kind(), t.kind());
        check.that(KINDS.contains(kind), "kind", "unknown", "One of " + String.join(", ", KINDS));
        String colour = n.colour() == null ? t.colour() : n.colour().isEmpty() ? null : n.colour();
        check.that(
                colour == null || colour.matches("#[0-9a-f]{6}"), "colour", "unreadable", "A colour such as #33aa66");
        String icon = n.icon() == null ? t.icon() : n.icon().isEmpty() ? null : check.optional("icon", n.icon(), 40);
        String portalName =
                check.optional("portalName", Objects.requireNonNullElse(n.portalName(), t.portalName()), 100);
        return new TicketType(
                t.id(),
                t.deskId(),
                t.key(),
                kind,
                name,
                t.prefix(),
                Objects.requireNonNullElse(n.portal(), t.portal()),
                portalName.isEmpty() ? name : portalName,
                check.optional("portalHint", Objects.requireNonNullElse(n.portalHint(), t.portalHint()), 300),
                Objects.requireNonNullElse(n.active(), t.active()),
                icon,
                colour,
                t.definition(),
                t.version());
    }

    /** Keeps a draft; {@code version} is the one that was changed, 0 for none. */
    public DefinitionStore.Draft draft(Context context, UUID id, TicketType.Definition definition, int version) {
        TicketType type = managed(context, id);
        var check = new Check();
        check(context, type.with(definition, type.version()), check);
        check.done();
        return database.write(context.tenant(), tx -> {
            var before = definitions.draft(tx, id);
            var known = new ArrayList<>(type.definition().fields());
            before.ifPresent(d -> known.addAll(d.definition().fields()));
            var saved = Definitions.identified(definition, known);
            if (!definitions.save(tx, id, saved, context.at(), context.actor().id(), version)) {
                throw before.map(Problem::stale)
                        .orElseGet(() -> Problem.conflict("The draft was published or discarded meanwhile"));
            }
            return definitions.draft(tx, id).orElseThrow();
        });
    }

    public void discard(Context context, UUID id) {
        managed(context, id);
        database.run(context.tenant(), tx -> definitions.deleteDraft(tx, id));
    }

    /** What publishing the draft would do to the tickets there are. */
    public TypeEffects.Effect effect(Context context, UUID id) {
        TicketType type = managed(context, id);
        return database.read(
                context.tenant(), tx -> effects.of(tx, type, drafted(tx, type).definition()));
    }

    /** The type as the draft would have it; as it is while there is no draft. */
    public TicketType draftOf(Context context, UUID id) {
        TicketType type = managed(context, id);
        return database.read(
                context.tenant(),
                tx -> definitions
                        .draft(tx, id)
                        .map(draft ->
                                type.with(Definitions.keeping(type.definition(), draft.definition()), type.version()))
                        .orElse(type));
    }

    private TicketType drafted(Tx tx, TicketType type) {
        var draft = definitions.draft(tx, type.id()).orElseThrow(() -> Problem.conflict("There is no draft"));
        return type.with(Definitions.keeping(type.definition(), draft.definition()), type.version());
    }

    /** Makes the draft the type. Tickets in statuses that are gone move as {@code statusMap} says. */
    public TicketType publish(Context context, UUID id, Map<String, String> statusMap, int version) {
        return database.write(context.tenant(), tx -> {
            TicketType type = managed(context, id);
            TicketType next = drafted(tx, type);
            var published = replace(tx, context, type, next.definition(), statusMap, version);
            definitions.deleteDraft(tx, id);
            return published;
        });
    }

    /** Goes back to what the type was at a version. */
    public TicketType restore(Context context, UUID id, int to, Map<String, String> statusMap, int version) {
        return database.write(context.tenant(), tx -> {
            TicketType type = managed(context, id);
            var old = definitions.versions(tx, id).stream()
                    .filter(v -> v.version() == to)
                    .findFirst()
                    .orElseThrow(() -> Problem.invalid("version", "unknown", "There is no such version"));
            return replace(tx, context, type, old.definition(), statusMap, version);
        });
    }

    public List<DefinitionStore.Version> versions(Context context, UUID id) {
        managed(context, id);
        return database.read(context.tenant(), tx -> definitions.versions(tx, id));
    }

    /** The one way in which a type's definition changes. */
    public TicketType replace(
            Tx tx,
            Context context,
            TicketType type,
            TicketType.Definition wanted,
            Map<String, String> statusMap,
            int version) {
        var next = type.with(Definitions.keeping(type.definition(), wanted), version + 1);
        var check = new Check();
        check(context, next, check);
        check.done();
        effects.verify(tx, type, next, statusMap);
        definitions.remember(tx, type, context.at(), context.actor().id());
        if (!definitions.update(tx, next, version)) {
            throw Problem.stale(type);
        }
        var cause = new Cause("type", "The ticket type " + type.name() + " was changed");
        effects.carryOut(
                tx,
                new Context(
                        context.tenant(),
                        context.actor(),
                        context.rights(),
                        cause,
                        context.at(),
                        context.correlation()),
                type,
                next,
                statusMap);
        tell(tx, context, next, "published");
        types.forgetAfter(tx);
        return next;
    }

    private void check(Context context, TicketType type, Check check) {
        TicketType.Definition definition = type.definition();
        Definitions.check(definition, check, workflow::knows);
        if (!check.isGood()) {
            return;
        }
        for (int i = 0; i < definition.transitions().size(); i++) {
            var all = definition.transitions().get(i).effects();
            for (int j = 0; j < all.size(); j++) {
                workflow.define(definition, all.get(j), check, "transitions[" + i + "].effects[" + j + "]");
            }
        }
        Definitions.conditions(definition).forEach((path, query) -> {
            try {
                queries.check(context, query, type);
            } catch (QueryError e) {
                check.error(path, "unreadable", e.text());
            }
        });
    }

    private void tell(Tx tx, Context context, TicketType type, String what) {
        journal.append(
                tx,
                context,
                NewEntry.of(
                        SUBJECT,
                        type.id(),
                        type.deskId(),
                        what,
                        Map.of("name", type.name(), "key", type.key(), "version", type.version())));
    }

    /** The keys of a definition's statuses. */
    static Set<String> statuses(TicketType.Definition d) {
        return d.statuses().stream().map(TicketType.Status::key).collect(Collectors.toSet());
    }
}
