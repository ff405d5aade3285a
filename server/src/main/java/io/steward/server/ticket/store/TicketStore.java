package io.steward.server.ticket.store;

import static io.steward.db.ticket.Tables.SNOOZE;
import static io.steward.db.ticket.Tables.TICKET_;
import static io.steward.server.platform.Prepared.value;

import io.steward.server.platform.BulkCopy;
import io.steward.server.platform.Json;
import io.steward.server.platform.Prepared;
import io.steward.server.platform.Row;
import io.steward.server.platform.Tx;
import io.steward.server.ticket.Channel;
import io.steward.server.ticket.RowFields;
import io.steward.server.ticket.StatusCategory;
import io.steward.server.ticket.Ticket;
import io.steward.server.ticket.TicketReader;
import io.steward.server.ticket.TicketType;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.JSONB;
import org.jooq.Record;
import org.jooq.SortField;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;

/** {@code ticket.ticket}. */
@Repository
public class TicketStore {
    private static final TypeReference<Map<String, JsonNode>> VALUES = new TypeReference<>() {};
    private static final TypeReference<Map<String, Integer>> MINUTES = new TypeReference<>() {};
    private static final JSONB NOTHING = JSONB.valueOf("{}");

    /** A column and what of a ticket is in it. */
    private record Column(Field<?> field, boolean fixed, Function<Ticket, @Nullable Object> value) {
        static Column fixed(Field<?> field, Function<Ticket, @Nullable Object> value) {
            return new Column(field, true, value);
        }

        static Column changing(Field<?> field, Function<Ticket, @Nullable Object> value) {
            return new Column(field, false, value);
        }
    }

    /** All but the tenant, in the order of {@link #ticket}. */
    private static final List<Column> COLUMNS = List.of(
            Column.fixed(TICKET_.ID, Ticket::id),
            Column.fixed(TICKET_.NUMBER, Ticket::number),
            Column.changing(TICKET_.TYPE_ID, Ticket::typeId),
            Column.fixed(TICKET_.DESK_ID, Ticket::deskId),
            Column.changing(TICKET_.TITLE, Ticket::title),
            Column.changing(TICKET_.DESCRIPTION, Ticket::description),
            Column.changing(TICKET_.STATUS, Ticket::status),
            Column.changing(TICKET_.STATUS_CATEGORY, t -> t.statusCategory().key()),
            Column.changing(TICKET_.IMPACT, t -> (short) t.impact()),
            Column.changing(TICKET_.URGENCY, t -> (short) t.urgency()),
            Column.changing(TICKET_.PRIORITY, t -> (short) t.priority()),
            Column.changing(TICKET_.CATEGORY_ID, Ticket::categoryId),
            Column.changing(TICKET_.TEAM_ID, Ticket::teamId),
            Column.changing(TICKET_.ASSIGNEE_ID, Ticket::assigneeId),
            Column.changing(TICKET_.REQUESTER_ID, Ticket::requesterId),
            Column.fixed(TICKET_.CHANNEL, t -> t.channel().key()),
            Column.changing(TICKET_.TAGS, t -> t.tags().toArray(String[]::new)),
            Column.fixed(TICKET_.CREATED, Ticket::created),
            Column.changing(TICKET_.UPDATED, Ticket::updated),
            Column.changing(TICKET_.FIRST_REPLIED, Ticket::firstReplied),
            Column.changing(TICKET_.RESOLVED, Ticket::resolved),
            Column.changing(TICKET_.CLOSED, Ticket::closed),
            Column.changing(TICKET_.REOPEN_COUNT, Ticket::reopenCount),
            Column.changing(TICKET_.REASSIGN_COUNT, Ticket::reassignCount),
            Column.changing(TICKET_.AGENT_REPLIES, Ticket::agentReplies),
            Column.changing(TICKET_.AWAITS_AGENT, Ticket::awaitsAgent),
            Column.changing(
                    TICKET_.RATING, t -> t.rating() == null ? null : t.rating().shortValue()),
            Column.changing(TICKET_.RATING_COMMENT, Ticket::ratingComment),
            Column.changing(TICKET_.RATED, Ticket::rated),
            Column.fixed(TICKET_.EXTERNAL_ID, Ticket::externalId),
            Column.changing(TICKET_.VERSION, Ticket::version),
            Column.changing(TICKET_.FIELDS, t -> json(t.fields())),
            Column.changing(TICKET_.PARENT_ID, Ticket::parentId),
            Column.fixed(TICKET_.CREATED_BY, Ticket::createdBy),
            Column.changing(TICKET_.CHANGED_BY, Ticket::changedBy),
            Column.changing(TICKET_.STATUS_SINCE, Ticket::statusSince),
            Column.changing(TICKET_.STATUS_MINUTES, t -> json(t.statusMinutes())),
            Column.changing(TICKET_.CONFIDENTIAL, Ticket::confidential));

    private static final List<Column> CHANGING =
            COLUMNS.stream().filter(c -> !c.fixed()).toList();
    private static final List<Field<?>> FIELDS = fields(COLUMNS);

    private static final List<Field<?>> ROW = row(RowFields.NONE);

    private static final Prepared BY_ID = Prepared.of(() -> select(TICKET_.ID.eq(value(TICKET_.ID))));
    private static final Prepared LOCKED =
            Prepared.of(() -> select(TICKET_.ID.eq(value(TICKET_.ID))).forUpdate());
    private static final Prepared BY_NUMBER = Prepared.of(() -> select(TICKET_.NUMBER.eq(value(TICKET_.NUMBER))));
    private static final Prepared BY_IDS = Prepared.of(() -> select(TICKET_.ID.eq(DSL.any(value(UUID[].class)))));

    private static final Prepared HELD = Prepared.of(() -> select(TICKET_.ID.eq(DSL.any(value(UUID[].class))))
            .orderBy(TICKET_.ID)
            .forUpdate());

    private static final UUID NIL = new UUID(0, 0);

    /** Open ones or all, after a place; ids follow the time of creation. */
    private static final Prepared OF_DESK = Prepared.of(() -> ofDesk().limit(value(Integer.class)));

    private static final Prepared HELD_OF_DESK =
            Prepared.of(() -> ofDesk().limit(value(Integer.class)).forUpdate());

    private static org.jooq.SelectLimitStep<Record> ofDesk() {
        return select(TICKET_.DESK_ID
                        .eq(value(TICKET_.DESK_ID))
                        .and(DSL.condition(value(Boolean.class)).or(OPEN))
                        .and(TICKET_.CREATED.ge(value(TICKET_.CREATED)))
                        .and(TICKET_.ID.gt(value(TICKET_.ID))))
                .orderBy(TICKET_.ID);
    }

    private static final Prepared CHILDREN =
            Prepared.of(() -> select(TICKET_.PARENT_ID.eq(DSL.any(value(UUID[].class)))));

    private static final Prepared INSERT = Prepared.of(() -> DSL.insertInto(TICKET_)
            .columns(tenantAnd(FIELDS))
            .values(tenantAnd(FIELDS).stream().map(Prepared::value).toList()));

    private static final Prepared UPDATE = Prepared.of(() -> {
        var places = new LinkedHashMap<Field<?>, Field<?>>();
        fields(CHANGING).forEach(f -> places.put(f, value(f)));
        return DSL.update(TICKET_)
                .set(places)
                .where(
                        TICKET_.TENANT_ID.eq(value(TICKET_.TENANT_ID)),
                        TICKET_.ID.eq(value(TICKET_.ID)),
                        TICKET_.VERSION.eq(value(TICKET_.VERSION)));
    });

    public void insert(Tx tx, Ticket t) {
        INSERT.execute(tx, Prepared.values(List.of(tx.t()), values(COLUMNS, t).toArray()));
    }

    public boolean update(Tx tx, Ticket t, int version) {
        return UPDATE.execute(tx, Prepared.values(values(CHANGING, t), tx.t(), t.id(), version)) == 1;
    }

    public void rate(Tx tx, UUID id, int score, @Nullable String comment, Instant at) {
        tx.sql()
                .update(TICKET_)
                .set(TICKET_.RATING, (short) score)
                .set(TICKET_.RATING_COMMENT, comment)
                .set(TICKET_.RATED, at)
                .set(TICKET_.UPDATED, at)
                .set(TICKET_.VERSION, TICKET_.VERSION.plus(1))
                .where(TICKET_.TENANT_ID.eq(tx.t()), TICKET_.ID.eq(id))
                .execute();
    }

    /** Another status without a transition: the workflow itself was changed. */
    public void move(Tx tx, Ticket t, TicketType.Status to, Instant at) {
        boolean open = to.category().isOpen();
        boolean done = to.category() == StatusCategory.RESOLVED || to.category() == StatusCategory.CLOSED;
        tx.sql()
                .update(TICKET_)
                .set(TICKET_.STATUS, to.key())
                .set(TICKET_.STATUS_CATEGORY, to.category().key())
                .set(TICKET_.STATUS_SINCE, t.status().equals(to.key()) ? t.statusSince() : at)
                .set(TICKET_.RESOLVED, open ? null : done && t.resolved() == null ? at : t.resolved())
                .set(TICKET_.UPDATED, at)
                .set(TICKET_.VERSION, TICKET_.VERSION.plus(1))
                .where(TICKET_.TENANT_ID.eq(tx.t()), TICKET_.ID.eq(t.id()))
                .execute();
    }

    public void touch(Tx tx, UUID id, Instant at) {
        tx.sql()
                .update(TICKET_)
                .set(TICKET_.UPDATED, at)
                .set(TICKET_.VERSION, TICKET_.VERSION.plus(1))
                .where(TICKET_.TENANT_ID.eq(tx.t()), TICKET_.ID.eq(id))
                .execute();
    }

    private static org.jooq.SelectConditionStep<Record> select(Condition which) {
        return DSL.select(FIELDS)
                .from(TICKET_)
                .where(TICKET_.TENANT_ID.eq(value(TICKET_.TENANT_ID)), which, Visible.PREPARED);
    }

    public Optional<Ticket> find(Tx tx, UUID id, Visible visible) {
        return BY_ID.find(tx, TicketStore::ticket, visible.with(tx.t(), id));
    }

    public Optional<Ticket> lock(Tx tx, UUID id, Visible visible) {
        return LOCKED.find(tx, TicketStore::ticket, visible.with(tx.t(), id));
    }

    public Optional<Ticket> byNumber(Tx tx, String number, Visible visible) {
        return BY_NUMBER.find(tx, TicketStore::ticket, visible.with(tx.t(), number));
    }

    public List<Ticket> byIds(Tx tx, Collection<UUID> ids, Visible visible) {
        return BY_IDS.list(tx, TicketStore::ticket, visible.with(tx.t(), ids.toArray(UUID[]::new)));
    }

    public List<Ticket> held(Tx tx, Collection<UUID> ids) {
        return HELD.list(tx, TicketStore::ticket, Visible.ALL.with(tx.t(), ids.toArray(UUID[]::new)));
    }

    public List<Ticket> ofDesk(Tx tx, TicketReader.OfDesk which, @Nullable UUID after, int limit) {
        return OF_DESK.list(tx, TicketStore::ticket, values(tx, which, after, limit));
    }

    public List<Ticket> heldOfDesk(Tx tx, TicketReader.OfDesk which, @Nullable UUID after, int limit) {
        return HELD_OF_DESK.list(tx, TicketStore::ticket, values(tx, which, after, limit));
    }

    private static @Nullable Object[] values(Tx tx, TicketReader.OfDesk which, @Nullable UUID after, int limit) {
        var place = Objects.requireNonNullElse(after, NIL);
        return Prepared.values(
                Arrays.asList(Visible.ALL.with(tx.t(), which.desk(), !which.openOnly(), which.since(), place)), limit);
    }

    /** The tickets below these. */
    public List<Ticket> childrenOf(Tx tx, Collection<UUID> ids, Visible visible, int limit) {
        return CHILDREN.list(tx, TicketStore::ticket, visible.with(tx.t(), ids.toArray(UUID[]::new))).stream()
                .limit(limit)
                .toList();
    }

    private static final Condition OPEN = TICKET_.STATUS_CATEGORY.in(
            DSL.inline(StatusCategory.NEW.key()),
            DSL.inline(StatusCategory.OPEN.key()),
            DSL.inline(StatusCategory.PENDING.key()));

    /** How many open tickets each of these people has; who has none is left out. */
    public Map<UUID, Integer> openByAssignee(Tx tx, Collection<UUID> people) {
        return tx.sql()
                .select(TICKET_.ASSIGNEE_ID, DSL.count())
                .from(TICKET_)
                .where(TICKET_.TENANT_ID.eq(tx.t()), TICKET_.ASSIGNEE_ID.eq(DSL.any(people.toArray(UUID[]::new))), OPEN)
                .groupBy(TICKET_.ASSIGNEE_ID)
                .fetchMap(r -> r.value1(), r -> r.value2());
    }

    /** A person's open tickets, the last changed first. */
    public List<Ticket> openOf(Tx tx, UUID assignee, Visible visible, int limit) {
        return list(
                tx,
                TICKET_.ASSIGNEE_ID.eq(assignee).and(OPEN).and(visible.condition()),
                List.of(TICKET_.UPDATED.desc(), TICKET_.ID.desc()),
                limit);
    }

    /** A desk's tickets by a moment of theirs. */
    public List<Ticket> between(Tx tx, UUID desk, TicketReader.Moment moment, Instant after, Instant until, int limit) {
        var column = switch (moment) {
            case CREATED -> TICKET_.CREATED;
            case UPDATED -> TICKET_.UPDATED;
            case STATUS -> TICKET_.STATUS_SINCE;
        };
        return list(
                tx,
                TICKET_.DESK_ID.eq(desk).and(column.gt(after)).and(column.le(until)),
                List.of(column.asc(), TICKET_.ID.asc()),
                limit);
    }

    /** Whether any ticket of a type has this text in a field. */
    public boolean hasValue(Tx tx, UUID type, String field, String text) {
        return tx.sql()
                .fetchExists(DSL.selectOne()
                        .from(TICKET_)
                        .where(
                                TICKET_.TENANT_ID.eq(tx.t()),
                                TICKET_.TYPE_ID.eq(type),
                                DSL.jsonbGetAttributeAsText(TICKET_.FIELDS, field)
                                        .eq(text)));
    }

    /**
     * The open ticket that waits most urgently for a person, passing over those that somebody else holds at this moment: in one
     * of their teams, or in none, and nobody's yet; or theirs.
     */
    public Optional<UUID> mostUrgent(
            Tx tx, UUID person, Collection<UUID> teams, Collection<UUID> skip, Visible visible) {
        Condition nobodys = TICKET_.ASSIGNEE_ID
                .isNull()
                .and(TICKET_.TEAM_ID.isNull().or(TICKET_.TEAM_ID.eq(DSL.any(teams.toArray(UUID[]::new)))));
        Condition asleep = DSL.exists(DSL.selectOne()
                .from(SNOOZE)
                .where(
                        SNOOZE.TENANT_ID.eq(TICKET_.TENANT_ID),
                        SNOOZE.TICKET_ID.eq(TICKET_.ID),
                        SNOOZE.PERSON_ID.eq(person)));
        return tx.sql()
                .select(TICKET_.ID)
                .from(TICKET_)
                .where(
                        TICKET_.TENANT_ID.eq(tx.t()),
                        TICKET_.STATUS_CATEGORY.in(DSL.inline("new"), DSL.inline("open")),
                        TICKET_.ASSIGNEE_ID.eq(person).or(nobodys),
                        visible.condition(),
                        TICKET_.ID.ne(DSL.all(skip.toArray(UUID[]::new))),
                        DSL.not(asleep))
                .orderBy(TICKET_.PRIORITY, TICKET_.CREATED, TICKET_.ID)
                .limit(1)
                .forUpdate()
                .skipLocked()
                .fetchOptional(TICKET_.ID);
    }

    public static Condition ofDesk(UUID desk) {
        return TICKET_.DESK_ID.eq(desk);
    }

    public Set<String> knownExternal(Tx tx, UUID desk, Collection<String> ids) {
        return tx.sql()
                .select(TICKET_.EXTERNAL_ID)
                .from(TICKET_)
                .where(
                        TICKET_.TENANT_ID.eq(tx.t()),
                        TICKET_.DESK_ID.eq(desk),
                        TICKET_.EXTERNAL_ID.eq(DSL.any(ids.toArray(String[]::new))))
                .fetchSet(TICKET_.EXTERNAL_ID);
    }

    /** Rows in an order, after a place in it. */
    public List<Ticket> list(Tx tx, Condition where, Collection<? extends SortField<?>> order, int limit) {
        var query = tx.sql()
                .select(ROW)
                .from(TICKET_)
                .where(TICKET_.TENANT_ID.eq(tx.t()), where)
                .orderBy(order)
                .limit(limit);
        return Row.all(query, TicketStore::ticket);
    }

    /** Counts for each condition, no further than {@code most} and one: what people see is "10,000+". */
    public List<Integer> counts(Tx tx, List<Condition> all, int most) {
        if (all.isEmpty()) {
            return List.of();
        }
        var counts = all.stream()
                .map(where -> DSL.field(DSL.selectCount()
                        .from(DSL.selectOne()
                                .from(TICKET_)
                                .where(TICKET_.TENANT_ID.eq(tx.t()), where)
                                .limit(most + 1))))
                .toList();
        var found = tx.sql().select(counts).fetchSingle();
        return found.intoList().stream().map(c -> ((Number) c).intValue()).toList();
    }

    public List<Ticket> following(
            Tx tx, UUID person, boolean open, @Nullable Instant before, @Nullable UUID beforeId, int limit) {
        var openKeys = List.of("new", "open", "pending");
        Condition where = Visible.followedBy(person)
                .condition()
                .and(open ? TICKET_.STATUS_CATEGORY.in(openKeys) : TICKET_.STATUS_CATEGORY.notIn(openKeys));
        if (before != null && beforeId != null) {
            where = where.and(DSL.row(TICKET_.UPDATED, TICKET_.ID).lt(before, beforeId));
        }
        return list(tx, where, List.of(TICKET_.UPDATED.desc(), TICKET_.ID.desc()), limit);
    }

    public List<UUID> ids(Tx tx, @Nullable UUID after, int limit) {
        return tx.sql()
                .select(TICKET_.ID)
                .from(TICKET_)
                .where(TICKET_.TENANT_ID.eq(tx.t()), after == null ? DSL.noCondition() : TICKET_.ID.gt(after))
                .orderBy(TICKET_.ID)
                .limit(limit)
                .fetch(TICKET_.ID);
    }

    public List<UUID> resolvedBefore(Tx tx, Instant before, int limit) {
        return tx.sql()
                .select(TICKET_.ID)
                .from(TICKET_)
                .where(
                        TICKET_.TENANT_ID.eq(tx.t()),
                        TICKET_.RESOLVED.lt(before),
                        TICKET_.RESOLVED.isNotNull(),
                        TICKET_.STATUS_CATEGORY.eq(StatusCategory.RESOLVED.key()))
                .orderBy(TICKET_.RESOLVED.desc(), TICKET_.ID.desc())
                .limit(limit)
                .fetch(TICKET_.ID);
    }

    public void insertAll(Tx tx, List<Ticket> tickets) {
        BulkCopy.into(tx, TICKET_, tenantAnd(FIELDS), rows -> {
            for (Ticket t : tickets) {
                rows.add(tx.t());
                for (Object value : values(COLUMNS, t)) {
                    rows.add(value instanceof String[] array ? List.of(array) : value);
                }
                rows.end();
            }
        });
    }

    private static List<Field<?>> fields(List<Column> columns) {
        return columns.stream().<Field<?>>map(Column::field).toList();
    }

    private static List<Field<?>> tenantAnd(List<Field<?>> fields) {
        return Stream.concat(Stream.of(TICKET_.TENANT_ID), fields.stream()).toList();
    }

    private static List<@Nullable Object> values(List<Column> columns, Ticket t) {
        var values = new ArrayList<@Nullable Object>(columns.size());
        for (Column column : columns) {
            values.add(column.value().apply(t));
        }
        return values;
    }

    static Ticket ticket(Row r) throws SQLException {
        return new Ticket(
                r.id(),
                r.text(),
                r.id(),
                r.id(),
                r.text(),
                r.text(),
                r.text(),
                StatusCategory.of(r.text()),
                r.number(),
                r.number(),
                r.number(),
                r.idOrNull(),
                r.idOrNull(),
                r.idOrNull(),
                r.id(),
                Channel.of(r.text()),
                r.texts(),
                r.at(),
                r.at(),
                r.atOrNull(),
                r.atOrNull(),
                r.atOrNull(),
                r.number(),
                r.number(),
                r.number(),
                r.flag(),
                r.numberOrNull(),
                r.textOrNull(),
                r.atOrNull(),
                r.textOrNull(),
                r.number(),
                values(r.text()),
                r.idOrNull(),
                r.idOrNull(),
                r.idOrNull(),
                r.at(),
                minutes(r.text()),
                r.flag());
    }

    /** Lists do not show the description, and of the custom fields what they ask for. */
    static List<Field<?>> row(RowFields wanted) {
        return FIELDS.stream()
                .<Field<?>>map(f -> f.equals(TICKET_.DESCRIPTION)
                        ? DSL.inline("")
                        : f.equals(TICKET_.FIELDS) ? customValues(wanted) : f)
                .toList();
    }

    /** Long values are kept packed: joining them with nothing unpacks them once, where each {@code ->} would do so again. */
    private static Field<?> customValues(RowFields wanted) {
        if (wanted.all()) {
            return TICKET_.FIELDS;
        }
        if (wanted.keys().isEmpty()) {
            return DSL.inline("{}");
        }
        var pairs = new ArrayList<Field<?>>();
        for (String key : new TreeSet<>(wanted.keys())) {
            pairs.add(DSL.val(key));
            pairs.add(DSL.field("v -> {0}", JSONB.class, DSL.val(key)));
        }
        return DSL.field(
                "(select jsonb_build_object({0}) from (select {1} || '{}'::jsonb as v offset 0) unpacked)",
                JSONB.class, DSL.list(pairs), TICKET_.FIELDS);
    }

    private static JSONB json(Map<String, ?> values) {
        return values.isEmpty() ? NOTHING : Json.of(values);
    }

    private static Map<String, JsonNode> values(String json) {
        if (json.equals("{}")) {
            return Map.of();
        }
        var values = Json.read(json, VALUES);
        // Those picked from a ticket that has no such value.
        values.values().removeIf(JsonNode::isNull);
        return values;
    }

    private static Map<String, Integer> minutes(String json) {
        return json.equals("{}") ? Map.of() : Json.read(json, MINUTES);
    }
}
