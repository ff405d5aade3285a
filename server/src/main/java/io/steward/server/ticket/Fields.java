package io.steward.server.ticket;

import io.steward.server.identity.Desk;
import io.steward.server.identity.Desks;
import io.steward.server.identity.Team;
import io.steward.server.query.QueryField;
import io.steward.server.query.QueryFields;
import io.steward.server.query.QueryScope;
import io.steward.server.query.QueryType;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;

/** The built-in fields of tickets as queries see them. */
final class Fields {
    private static final io.steward.db.ticket.tables.Ticket T = io.steward.db.ticket.Tables.TICKET_;

    private Fields() {}

    static QueryFields<Ticket> of(Types types, Desks desks, PersonNames people) {
        return new QueryFields<>(
                T.ID,
                Ticket::id,
                List.of(
                        choice(
                                "kind",
                                T.TYPE_ID,
                                Ticket::typeId,
                                (s, v) -> typeIds(
                                        types,
                                        s,
                                        t -> t.kind().equalsIgnoreCase(v)
                                                || t.kind().replace('_', ' ').equalsIgnoreCase(v)),
                                s -> types.all(s.tenant()).stream()
                                        .map(TicketType::kind)
                                        .distinct()
                                        .toList()),
                        choice(
                                "type",
                                T.TYPE_ID,
                                Ticket::typeId,
                                (s, v) -> typeIds(
                                        types,
                                        s,
                                        t -> t.name().equalsIgnoreCase(v)
                                                || t.key().equalsIgnoreCase(v)
                                                || t.id().toString().equalsIgnoreCase(v)),
                                s -> types.all(s.tenant()).stream()
                                        .map(TicketType::name)
                                        .distinct()
                                        .toList()),
                        choice(
                                "desk",
                                T.DESK_ID,
                                Ticket::deskId,
                                (s, v) -> desks.all(s.tenant()).stream()
                                        .filter(d -> d.name().equalsIgnoreCase(v)
                                                || d.key().equalsIgnoreCase(v))
                                        .<Object>map(Desk::id)
                                        .toList(),
                                s -> desks.all(s.tenant()).stream()
                                        .map(Desk::name)
                                        .toList()),
                        choice(
                                "status",
                                T.STATUS,
                                Ticket::status,
                                (s, v) -> types.all(s.tenant()).stream()
                                        .flatMap(t -> t.definition().statuses().stream())
                                        .filter(x -> x.key().equalsIgnoreCase(v)
                                                || x.name().equalsIgnoreCase(v))
                                        .<Object>map(TicketType.Status::key)
                                        .distinct()
                                        .toList(),
                                s -> types.all(s.tenant()).stream()
                                        .flatMap(t -> t.definition().statuses().stream())
                                        .map(TicketType.Status::name)
                                        .distinct()
                                        .toList()),
                        choice(
                                "state",
                                T.STATUS_CATEGORY,
                                t -> t.statusCategory().key(),
                                (s, v) -> statusCategory(v),
                                s -> Arrays.stream(StatusCategory.values())
                                        .map(StatusCategory::key)
                                        .toList()),
                        choice(
                                "team",
                                T.TEAM_ID,
                                Ticket::teamId,
                                (s, v) -> desks.teams(s.tenant()).stream()
                                        .filter(t -> t.name().equalsIgnoreCase(v))
                                        .<Object>map(Team::id)
                                        .toList(),
                                s -> desks.teams(s.tenant()).stream()
                                        .map(Team::name)
                                        .distinct()
                                        .toList()),
                        choice(
                                "category",
                                T.CATEGORY_ID,
                                Ticket::categoryId,
                                (s, v) -> types.categories(s.tenant()).stream()
                                        .filter(c -> c.name().equalsIgnoreCase(v))
                                        .<Object>map(Category::id)
                                        .toList(),
                                s -> types.categories(s.tenant()).stream()
                                        .map(Category::name)
                                        .distinct()
                                        .limit(50)
                                        .toList()),
                        choice(
                                "assignee",
                                T.ASSIGNEE_ID,
                                Ticket::assigneeId,
                                (s, v) -> people.ids(s.tenant(), v),
                                s -> List.of()),
                        choice(
                                "requester",
                                T.REQUESTER_ID,
                                Ticket::requesterId,
                                (s, v) -> people.ids(s.tenant(), v),
                                s -> List.of()),
                        choice(
                                "channel",
                                T.CHANNEL,
                                t -> t.channel().key(),
                                (s, v) -> channel(v),
                                s -> Arrays.stream(Channel.values())
                                        .map(Channel::key)
                                        .toList()),
                        number("priority", T.PRIORITY, Ticket::priority),
                        number("impact", T.IMPACT, Ticket::impact),
                        number("urgency", T.URGENCY, Ticket::urgency),
                        number("rating", T.RATING, Ticket::rating),
                        number("reopened", T.REOPEN_COUNT, Ticket::reopenCount),
                        number("reassigned", T.REASSIGN_COUNT, Ticket::reassignCount),
                        number("replies", T.AGENT_REPLIES, Ticket::agentReplies),
                        time("created", T.CREATED, Ticket::created),
                        time("updated", T.UPDATED, Ticket::updated),
                        time("resolved", T.RESOLVED, Ticket::resolved),
                        time("closed", T.CLOSED, Ticket::closed),
                        time("rated", T.RATED, Ticket::rated),
                        new QueryField<>(
                                "unread",
                                QueryType.BOOLEAN,
                                T.AWAITS_AGENT,
                                Ticket::awaitsAgent,
                                (s, v) -> List.of(),
                                s -> List.of("true", "false"),
                                false),
                        new QueryField<>(
                                "tags",
                                QueryType.TAGS,
                                T.TAGS,
                                Ticket::tags,
                                (s, v) -> List.of(),
                                s -> List.of(),
                                false),
                        text("title", T.TITLE, Ticket::title),
                        text("number", T.NUMBER, Ticket::number)));
    }

    private static List<Object> typeIds(Types types, QueryScope scope, Predicate<TicketType> which) {
        return types.all(scope.tenant()).stream()
                .filter(which)
                .<Object>map(TicketType::id)
                .toList();
    }

    private static List<Object> statusCategory(String written) {
        return Arrays.stream(StatusCategory.values())
                .map(StatusCategory::key)
                .filter(k -> k.equalsIgnoreCase(written))
                .<Object>map(k -> k)
                .toList();
    }

    private static List<Object> channel(String written) {
        return Arrays.stream(Channel.values())
                .map(Channel::key)
                .filter(k -> k.equalsIgnoreCase(written))
                .<Object>map(k -> k)
                .toList();
    }

    private static QueryField<Ticket> choice(
            String name,
            Field<?> column,
            Function<Ticket, @Nullable Object> getter,
            BiFunction<QueryScope, String, List<Object>> values,
            Function<QueryScope, List<String>> suggestions) {
        return new QueryField<>(name, QueryType.CHOICE, column, getter, values, suggestions, false);
    }

    private static QueryField<Ticket> number(String name, Field<?> column, Function<Ticket, @Nullable Object> getter) {
        return new QueryField<>(
                name, QueryType.NUMBER, column, getter, (s, v) -> List.of(), s -> List.of(), name.equals("priority"));
    }

    private static QueryField<Ticket> time(String name, Field<?> column, Function<Ticket, @Nullable Object> getter) {
        return new QueryField<>(
                name,
                QueryType.TIME,
                column,
                getter,
                (s, v) -> List.of(),
                s -> List.of("-1d", "-7d", "-30d", "today()"),
                true);
    }

    private static QueryField<Ticket> text(String name, Field<?> column, Function<Ticket, @Nullable Object> getter) {
        return new QueryField<>(
                name, QueryType.TEXT, column, getter, (s, v) -> List.of(), s -> List.of(), name.equals("number"));
    }
}
