package io.steward.server.ticket.store;

import static io.steward.db.ticket.Tables.CATEGORY;
import static io.steward.db.ticket.Tables.TICKET_;
import static io.steward.db.ticket.Tables.TICKET_TYPE;

import io.steward.server.platform.Json;
import io.steward.server.platform.Tx;
import io.steward.server.ticket.Category;
import io.steward.server.ticket.TicketType;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Repository;

/** {@code ticket.ticket_type} and {@code ticket.category}. */
@Repository
public class TypeStore {
    public List<TicketType> types(Tx tx) {
        return tx.sql()
                .selectFrom(TICKET_TYPE)
                .where(TICKET_TYPE.TENANT_ID.eq(tx.t()))
                .orderBy(TICKET_TYPE.DESK_ID, TICKET_TYPE.POSITION)
                .fetch(r -> new TicketType(
                        r.getId(),
                        r.getDeskId(),
                        r.getKey(),
                        r.getKind(),
                        r.getName(),
                        r.getPrefix(),
                        r.getPortal(),
                        r.getPortalName(),
                        r.getPortalHint(),
                        r.getActive(),
                        r.getIcon(),
                        r.getColour(),
                        Json.read(r.getDefinition(), TicketType.Definition.class),
                        r.getVersion()));
    }

    public void insert(Tx tx, TicketType t, int position) {
        tx.sql()
                .insertInto(TICKET_TYPE)
                .set(TICKET_TYPE.TENANT_ID, tx.t())
                .set(TICKET_TYPE.ID, t.id())
                .set(TICKET_TYPE.DESK_ID, t.deskId())
                .set(TICKET_TYPE.KEY, t.key())
                .set(TICKET_TYPE.KIND, t.kind())
                .set(TICKET_TYPE.NAME, t.name())
                .set(TICKET_TYPE.PREFIX, t.prefix())
                .set(TICKET_TYPE.PORTAL, t.portal())
                .set(TICKET_TYPE.PORTAL_NAME, t.portalName())
                .set(TICKET_TYPE.PORTAL_HINT, t.portalHint())
                .set(TICKET_TYPE.ACTIVE, t.active())
                .set(TICKET_TYPE.ICON, t.icon())
                .set(TICKET_TYPE.COLOUR, t.colour())
                .set(TICKET_TYPE.DEFINITION, Json.of(t.definition()))
                .set(TICKET_TYPE.POSITION, position)
                .execute();
    }

    public List<Category> categories(Tx tx) {
        return tx.sql()
                .selectFrom(CATEGORY)
                .where(CATEGORY.TENANT_ID.eq(tx.t()))
                .orderBy(CATEGORY.NAME)
                .fetch(r -> new Category(
                        r.getId(), r.getDeskId(), r.getParentId(), r.getName(), r.getActive(), r.getVersion()));
    }

    /** Until the end of the transaction nobody else changes the desk's tree. */
    public void lockCategories(Tx tx, UUID desk) {
        tx.sql()
                .select(CATEGORY.ID)
                .from(CATEGORY)
                .where(CATEGORY.TENANT_ID.eq(tx.t()), CATEGORY.DESK_ID.eq(desk))
                .orderBy(CATEGORY.ID)
                .forUpdate()
                .execute();
    }

    public void insert(Tx tx, Category c) {
        tx.sql()
                .insertInto(CATEGORY)
                .set(CATEGORY.TENANT_ID, tx.t())
                .set(CATEGORY.ID, c.id())
                .set(CATEGORY.DESK_ID, c.deskId())
                .set(CATEGORY.PARENT_ID, c.parentId())
                .set(CATEGORY.NAME, c.name())
                .execute();
    }

    public boolean update(Tx tx, Category c, int version) {
        return tx.sql()
                        .update(CATEGORY)
                        .set(CATEGORY.PARENT_ID, c.parentId())
                        .set(CATEGORY.NAME, c.name())
                        .set(CATEGORY.ACTIVE, c.active())
                        .set(CATEGORY.VERSION, version + 1)
                        .where(CATEGORY.TENANT_ID.eq(tx.t()), CATEGORY.ID.eq(c.id()), CATEGORY.VERSION.eq(version))
                        .execute()
                == 1;
    }

    public boolean isUsed(Tx tx, UUID category) {
        return tx.sql()
                .fetchExists(tx.sql()
                        .selectOne()
                        .from(TICKET_)
                        .where(TICKET_.TENANT_ID.eq(tx.t()), TICKET_.CATEGORY_ID.eq(category)));
    }

    public void deleteCategory(Tx tx, UUID id) {
        tx.sql()
                .deleteFrom(CATEGORY)
                .where(CATEGORY.TENANT_ID.eq(tx.t()), CATEGORY.ID.eq(id))
                .execute();
    }
}
