package io.steward.server.ticket;

import static io.steward.db.ticket.Tables.TICKET_;

import io.steward.server.identity.Desks;
import io.steward.server.identity.Team;
import io.steward.server.platform.Context;
import io.steward.server.platform.TenantId;
import io.steward.server.query.FieldSource;
import io.steward.server.query.JsonFields;
import io.steward.server.query.QueryField;
import io.steward.server.query.QueryScope;
import io.steward.server.query.QueryType;
import io.steward.server.query.Values;
import io.steward.server.ticket.rules.fields.FieldTypes;
import io.steward.server.ticket.store.FieldValueStore;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The custom fields of a tenant's types in queries, so far as the actor may read them. A field of several types that is of
 * one class in all is one; otherwise it is named with its type: {@code onboarding.start_date}.
 */
@Component
class CustomQueryFields {
    private final Types types;
    private final Desks desks;
    private final PersonNames people;

    CustomQueryFields(Types types, Desks desks, PersonNames people) {
        this.types = types;
        this.desks = desks;
        this.people = people;
    }

    private record Use(TicketType type, FieldDef field, QueryType queryType) {}

    /** What the fields depend on beside the types: as what one looks at each of them. */
    private record Looking(TenantId tenant, List<Set<FieldRole>> roles) {}

    private record Known(List<TicketType> types, FieldSource.Contribution<Ticket> fields) {
        @SuppressWarnings("ReferenceEquality") // to compare hundreds of fields would cost what is to be spared
        boolean isOf(List<TicketType> now) {
            return types.size() == now.size()
                    && IntStream.range(0, now.size()).allMatch(i -> types.get(i) == now.get(i));
        }
    }

    private static final int MOST_KNOWN = 1_000;
    private final Map<Looking, Known> known = new ConcurrentHashMap<>();

    /** Kept until a type changes: they are asked for with every query, and types may have hundreds. */
    FieldSource.Contribution<Ticket> of(Context context) {
        var all = types.all(context.tenant());
        var looking = new Looking(
                context.tenant(),
                all.stream().map(t -> FieldRole.of(context, t.deskId())).toList());
        Known kept = known.get(looking);
        if (kept == null || !kept.isOf(all)) {
            kept = new Known(all, among(context, all));
            if (known.size() >= MOST_KNOWN) {
                known.clear();
            }
            known.put(looking, kept);
        }
        return kept.fields();
    }

    /** As if a type were as it is here. */
    FieldSource.Contribution<Ticket> of(Context context, TicketType instead) {
        var others = types.all(context.tenant()).stream().filter(t -> !t.id().equals(instead.id()));
        return among(context, Stream.concat(Stream.of(instead), others).toList());
    }

    FieldSource.Contribution<Ticket> among(Context context, List<TicketType> all) {
        var byKey = new LinkedHashMap<String, List<Use>>();
        for (TicketType type : all) {
            var roles = FieldRole.of(context, type.deskId());
            for (FieldDef field : type.fields()) {
                QueryType queryType = queryType(field);
                if (queryType != null && field.readableBy(roles)) {
                    byKey.computeIfAbsent(field.key(), k -> new ArrayList<>()).add(new Use(type, field, queryType));
                }
            }
        }
        var fields = new ArrayList<QueryField<Ticket>>();
        var ambiguous = new HashMap<String, String>();
        byKey.forEach((key, uses) -> {
            if (uses.stream().map(Use::queryType).distinct().count() == 1) {
                fields.add(field(key, uses));
            } else {
                String names = uses.stream().map(CustomQueryFields::full).collect(Collectors.joining(" or "));
                ambiguous.put(key, key + " is of different kinds: write " + names);
            }
            uses.forEach(use -> fields.add(field(full(use), List.of(use))));
        });
        return new FieldSource.Contribution<>(fields, ambiguous);
    }

    private static String full(Use use) {
        return use.type().key() + "." + use.field().key();
    }

    /** Null: not in queries. What is worked out when it is read is not kept anywhere to be searched. */
    private static @Nullable QueryType queryType(FieldDef field) {
        return switch (field.kind()) {
            case DATE, DATE_RANGE -> QueryType.DATE;
            case DURATION -> QueryType.DURATION;
            case CHECKLIST, BUTTON -> null;
            default ->
                FieldTypes.of(field).computed() && field.kind() != FieldKind.AUTO_NUMBER
                        ? null
                        : FieldTypes.of(field).queryType(field);
        };
    }

    private QueryField<Ticket> field(String name, List<Use> uses) {
        Use first = uses.getFirst();
        String key = first.field().key();
        Set<UUID> ids = uses.stream().map(u -> u.type().id()).collect(Collectors.toSet());
        var json = JsonFields.<Ticket>of(
                DSL.field("{0} -> {1}", SQLDataType.JSONB, TICKET_.FIELDS, DSL.inline(key)),
                t -> ids.contains(t.typeId()) ? t.fields().get(key) : null);
        String part = switch (first.field().kind()) {
            case MONEY -> "amount";
            case DATE_RANGE -> "from";
            case SIGNATURE -> "at";
            default -> "";
        };
        var field = (part.isEmpty() ? json : json.at(part))
                .field(name, first.queryType())
                .named(name, first.field().name())
                .valued(values(uses))
                .only(TICKET_.TYPE_ID.eq(DSL.any(ids.toArray(UUID[]::new))));
        boolean noted = uses.stream().allMatch(u -> isNoted(u.field()));
        var fields = uses.stream().map(u -> u.field().id()).toList();
        return noted ? field.related(words -> FieldValueStore.has(fields, words)) : field;
    }

    /** Its values are kept as words in an index. */
    private static boolean isNoted(FieldDef field) {
        boolean words = switch (FieldTypes.of(field).queryType(field)) {
            case TEXT, CHOICE, TAGS -> true;
            case NUMBER, TIME, BOOLEAN, DATE, DURATION, SET, RELATION, WORDS -> false;
        };
        return words && field.kind() != FieldKind.RICH_TEXT && (field.indexed() || field.unique());
    }

    private Values values(List<Use> uses) {
        var kind = FieldTypes.of(uses.getFirst().field()).records();
        if (kind == null) {
            var options = uses.stream()
                    .flatMap(u -> u.field().options().stream())
                    .map(o -> new Values.Option(o.key(), o.name(), List.of(), o.colour()))
                    .toList();
            return options.isEmpty() ? Values.PLAIN : Values.of(scope -> options);
        }
        return switch (kind) {
            case PERSON -> new Texts(people);
            case TEAM ->
                Values.of(scope -> desks.teams(scope.tenant()).stream()
                        .map((Team t) -> new Values.Option(t.id().toString(), t.name()))
                        .toList());
            default -> Values.PLAIN;
        };
    }

    /** Values that are ids, as the texts that they are in JSON. */
    private record Texts(Values ids) implements Values {
        @Override
        public List<Object> resolve(QueryScope scope, String written) {
            return ids.resolve(scope, written).stream()
                    .<Object>map(Object::toString)
                    .toList();
        }

        @Override
        public List<Suggestion> suggest(QueryScope scope, String typed) {
            return ids.suggest(scope, typed);
        }

        @Override
        public Map<Object, Label> labels(QueryScope scope, Collection<?> values) {
            var uuids = values.stream().map(Texts::id).filter(Objects::nonNull).toList();
            var labels = new HashMap<Object, Label>();
            ids.labels(scope, uuids).forEach((id, label) -> labels.put(id.toString(), label));
            return labels;
        }

        private static @Nullable UUID id(Object value) {
            try {
                return UUID.fromString(value.toString());
            } catch (IllegalArgumentException e) {
                return null;
            }
        }
    }
}
