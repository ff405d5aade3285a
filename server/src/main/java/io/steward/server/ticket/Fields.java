package io.steward.server.ticket;

import io.steward.server.identity.Desks;
import io.steward.server.identity.People;
import io.steward.server.identity.Team;
import io.steward.server.platform.TenantId;
import io.steward.server.query.QueryField;
import io.steward.server.query.QueryField.Getter;
import io.steward.server.query.QueryField.Refers;
import io.steward.server.query.QueryScope;
import io.steward.server.query.QueryType;
import io.steward.server.query.Values;
import io.steward.server.query.Values.Option;
import io.steward.server.ticket.spi.PeopleFunction;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** The built-in fields of tickets as queries see them. */
@Component
class Fields {
    private static final io.steward.db.ticket.tables.Ticket T = io.steward.db.ticket.Tables.TICKET_;

    private final Types types;
    private final Desks desks;
    private final PersonNames people;
    private final Ties ties;
    private final ObjectProvider<PeopleFunction> functions;

    Fields(Types types, Desks desks, PersonNames people, Ties ties, ObjectProvider<PeopleFunction> functions) {
        this.types = types;
        this.desks = desks;
        this.people = people;
        this.ties = ties;
        this.functions = functions;
    }

    List<QueryField<Ticket>> of(TenantId tenant, Instant now) {
        var all = new ArrayList<QueryField<Ticket>>();
        all.addAll(choices(tenant));
        all.addAll(people());
        all.addAll(numbers(now));
        all.addAll(times());
        all.addAll(texts());
        all.addAll(ties.fields());
        return all;
    }

    private List<QueryField<Ticket>> choices(TenantId tenant) {
        var typeOptions = types.all(tenant).stream()
                .map(t -> new Option(t.id(), t.name(), t.key()))
                .toList();
        var kinds = types.all(tenant).stream()
                .map(TicketType::kind)
                .distinct()
                .map(k -> new Option(k, k, k.replace('_', ' ')))
                .toList();
        var deskOptions = desks.all(tenant).stream()
                .map(d -> new Option(d.id(), d.name(), d.key()))
                .toList();
        var teams = desks.teams(tenant).stream()
                .map(t -> new Option(t.id(), t.name()))
                .toList();
        var categories = types.categories(tenant).stream()
                .map(c -> new Option(c.id(), c.name()))
                .toList();
        var states = Arrays.stream(StatusCategory.values())
                .map(c -> new Option(c.key(), c.key()))
                .toList();
        Field<String> rank = DSL.concat(
                DSL.coalesce(position(states, T.STATUS_CATEGORY), DSL.inline(0)).cast(String.class), T.STATUS);
        return List.of(
                choice("kind", kind(tenant), t -> kind(tenant, t), kinds).sorted(),
                choice("type", T.TYPE_ID, Ticket::typeId, typeOptions)
                        .sortedBy(byName(typeOptions, T.TYPE_ID))
                        .always(),
                choice("desk", T.DESK_ID, Ticket::deskId, deskOptions)
                        .sortedBy(byName(deskOptions, T.DESK_ID))
                        .always(),
                choice("status", T.STATUS, Ticket::status, statuses(tenant))
                        .sortedBy(rank)
                        .always()
                        .history("status"),
                choice("state", T.STATUS_CATEGORY, t -> t.statusCategory().key(), states)
                        .sortedBy(position(states, T.STATUS_CATEGORY))
                        .always(),
                choice("team", T.TEAM_ID, Ticket::teamId, teams)
                        .refers(Refers.TEAM)
                        .function("myteams", (s, a) -> List.copyOf(s.teams()))
                        .sortedBy(byName(teams, T.TEAM_ID))
                        .history("team"),
                choice("category", T.CATEGORY_ID, Ticket::categoryId, categories)
                        .sortedBy(byName(categories, T.CATEGORY_ID))
                        .history("category"),
                choice(
                                "channel",
                                T.CHANNEL,
                                t -> t.channel().key(),
                                Arrays.stream(Channel.values())
                                        .map(c -> new Option(c.key(), c.key()))
                                        .toList())
                        .sorted()
                        .always());
    }

    /** Told by the type, which is known here: no join is needed. */
    private Field<String> kind(TenantId tenant) {
        var all = types.all(tenant);
        return DSL.field(
                "({0})[array_position({1}, {2})]",
                String.class,
                DSL.val(all.stream().map(TicketType::kind).toArray(String[]::new)),
                DSL.val(all.stream().map(TicketType::id).toArray(UUID[]::new)),
                T.TYPE_ID);
    }

    private @Nullable String kind(TenantId tenant, Ticket ticket) {
        return types.find(tenant, ticket.typeId()).map(TicketType::kind).orElse(null);
    }

    private List<Option> statuses(TenantId tenant) {
        return types.all(tenant).stream()
                .flatMap(t -> t.definition().statuses().stream())
                .map(s -> new Option(s.key(), s.name()))
                .distinct()
                .toList();
    }

    private List<QueryField<Ticket>> people() {
        return Stream.of(
                        QueryField.<Ticket>of("assignee", QueryType.CHOICE, T.ASSIGNEE_ID, (s, t) -> t.assigneeId())
                                .history("assignee")
                                .sortedBy(People.name(T.TENANT_ID, T.ASSIGNEE_ID)),
                        QueryField.<Ticket>of("requester", QueryType.CHOICE, T.REQUESTER_ID, (s, t) -> t.requesterId())
                                .history("requester")
                                .sortedBy(People.name(T.TENANT_ID, T.REQUESTER_ID))
                                .always())
                .map(this::person)
                .toList();
    }

    /** A field whose values are people. */
    QueryField<Ticket> person(QueryField<Ticket> field) {
        QueryField<Ticket> all = field.valued(people)
                .refers(Refers.PERSON)
                .function("me", (s, a) -> s.person() == null ? List.of() : List.of(s.person()))
                .function("membersof", this::members);
        for (PeopleFunction f : functions) {
            all = all.function(f.name(), (s, a) -> List.copyOf(s.reads().read(tx -> f.of(tx, a, s.now()))));
        }
        return all;
    }

    private List<Object> members(QueryScope scope, List<String> teams) {
        return desks.teams(scope.tenant()).stream()
                .filter(t -> teams.stream().anyMatch(t.name()::equalsIgnoreCase))
                .map(Team::members)
                .flatMap(List::stream)
                .<Object>map(m -> m.id())
                .distinct()
                .toList();
    }

    private static List<QueryField<Ticket>> numbers(Instant now) {
        return List.of(
                number("priority", T.PRIORITY, Ticket::priority).always().history("priority"),
                number("impact", T.IMPACT, Ticket::impact).always().history("impact"),
                number("urgency", T.URGENCY, Ticket::urgency).always().history("urgency"),
                number("rating", T.RATING, Ticket::rating),
                number("reopened", T.REOPEN_COUNT, Ticket::reopenCount).always(),
                number("reassigned", T.REASSIGN_COUNT, Ticket::reassignCount).always(),
                number("replies", T.AGENT_REPLIES, Ticket::agentReplies).always(),
                age(now));
    }

    /** From when it was opened until it was resolved, or until now; in minutes. */
    private static QueryField<Ticket> age(Instant now) {
        Field<Long> minutes = DSL.field(
                "floor(extract(epoch from coalesce({0}, {1}) - {2}) / 60)::bigint",
                SQLDataType.BIGINT, T.RESOLVED, DSL.val(now, T.CREATED.getDataType()), T.CREATED);
        return QueryField.<Ticket>of(
                        "age",
                        QueryType.DURATION,
                        minutes,
                        (s, t) -> Math.floorDiv(
                                Duration.between(t.created(), t.resolved() == null ? now : t.resolved())
                                        .toSeconds(),
                                60L))
                .sorted()
                .always();
    }

    private static List<QueryField<Ticket>> times() {
        return List.of(
                time("created", T.CREATED, Ticket::created).always(),
                time("updated", T.UPDATED, Ticket::updated).always(),
                time("resolved", T.RESOLVED, Ticket::resolved),
                time("closed", T.CLOSED, Ticket::closed),
                time("rated", T.RATED, Ticket::rated),
                time("replied", T.FIRST_REPLIED, Ticket::firstReplied));
    }

    private static List<QueryField<Ticket>> texts() {
        return List.of(
                QueryField.<Ticket>of("unread", QueryType.BOOLEAN, T.AWAITS_AGENT, (s, t) -> t.awaitsAgent())
                        .sorted()
                        .always(),
                QueryField.<Ticket>of("tags", QueryType.TAGS, T.TAGS, (s, t) -> t.tags())
                        .history("tags"),
                QueryField.<Ticket>of("title", QueryType.TEXT, T.TITLE, (s, t) -> t.title())
                        .sortedBy(DSL.lower(T.TITLE))
                        .always()
                        .history("title"),
                QueryField.<Ticket>of("number", QueryType.TEXT, T.NUMBER, (s, t) -> t.number())
                        .sorted()
                        .always(),
                QueryField.of("text", QueryType.WORDS, T.ID, (s, t) -> null));
    }

    private static QueryField<Ticket> choice(
            String name, Field<?> column, Function<Ticket, @Nullable Object> getter, List<Option> options) {
        return QueryField.<Ticket>of(name, QueryType.CHOICE, column, plain(getter))
                .valued(Values.of(s -> options));
    }

    private static QueryField<Ticket> number(String name, Field<?> column, Function<Ticket, @Nullable Object> getter) {
        return QueryField.<Ticket>of(name, QueryType.NUMBER, column, plain(getter))
                .sorted();
    }

    private static QueryField<Ticket> time(String name, Field<?> column, Function<Ticket, @Nullable Object> getter) {
        return QueryField.<Ticket>of(name, QueryType.TIME, column, plain(getter))
                .sorted();
    }

    private static Getter<Ticket> plain(Function<Ticket, @Nullable Object> getter) {
        return (scope, ticket) -> getter.apply(ticket);
    }

    /** The place of a value among the options by name: sorts as people read, without a join. */
    private static Field<Integer> byName(List<Option> options, Field<UUID> column) {
        var sorted = options.stream()
                .sorted(Comparator.comparing(o -> o.label().toLowerCase(Locale.ROOT)))
                .map(Option::value)
                .toArray(UUID[]::new);
        return DSL.field("array_position({0}, {1})", Integer.class, DSL.val(sorted), column);
    }

    private static Field<Integer> position(List<Option> options, Field<String> column) {
        var keys = options.stream().map(o -> o.value().toString()).toArray(String[]::new);
        return DSL.field("array_position({0}, {1})", Integer.class, DSL.val(keys), column);
    }
}
