package io.steward.server.ticket.rules;

import io.steward.server.ticket.FieldDef;
import io.steward.server.ticket.FieldKind;
import io.steward.server.ticket.FieldRole;
import io.steward.server.ticket.Form;
import io.steward.server.ticket.TicketType;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The form of a type that has none of its own: what is built in, then every field that the audience may fill in. */
public final class DefaultForm {
    private static final List<String> REQUESTER = List.of("title", "description", "urgency", "attachments");
    private static final List<String> AGENT = List.of(
            "title",
            "description",
            "requester",
            "impact",
            "urgency",
            "category",
            "team",
            "assignee",
            "tags",
            "attachments");
    private static final Set<FieldKind> WIDE =
            EnumSet.of(FieldKind.RICH_TEXT, FieldKind.CHECKLIST, FieldKind.FILE, FieldKind.SIGNATURE, FieldKind.TEXT);

    private DefaultForm() {}

    /** The built-in fields that may stand on an audience's form. */
    public static List<String> builtIn(FieldRole audience) {
        return audience == FieldRole.REQUESTER ? REQUESTER : AGENT;
    }

    public static Form of(TicketType.Definition type, FieldRole audience) {
        var items = new ArrayList<Form.Item>();
        builtIn(audience).forEach(key -> items.add(new Form.Item(key, "full")));
        Set<FieldRole> roles =
                audience == FieldRole.REQUESTER ? Set.of(audience) : Set.of(FieldRole.AGENT, FieldRole.MANAGER);
        type.fields().stream()
                .filter(f -> !f.retired() && f.readableBy(roles))
                .map(f -> new Form.Item(f.key(), width(f)))
                .forEach(items::add);
        return new Form(List.of(new Form.Section("main", "", null, null, items)));
    }

    private static String width(FieldDef field) {
        return WIDE.contains(field.kind()) ? "full" : "half";
    }
}
