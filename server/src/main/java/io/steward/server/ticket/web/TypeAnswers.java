package io.steward.server.ticket.web;

import io.steward.server.platform.Check;
import io.steward.server.platform.Rights;
import io.steward.server.ticket.FieldDef;
import io.steward.server.ticket.FieldKind;
import io.steward.server.ticket.FieldRole;
import io.steward.server.ticket.Form;
import io.steward.server.ticket.Forms;
import io.steward.server.ticket.StatusCategory;
import io.steward.server.ticket.TicketType;
import io.steward.server.ticket.Transition;
import io.steward.server.ticket.rules.DefaultForm;
import io.steward.server.ticket.rules.fields.FieldTypes;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Ticket types in answers and requests, as the API's contract has them. */
final class TypeAnswers {
    private static final List<String> CATEGORIES =
            Arrays.stream(StatusCategory.values()).map(StatusCategory::key).toList();

    private TypeAnswers() {}

    record StatusView(
            String key,
            String name,
            String category,
            String portalName,
            @Nullable String colour) {
        static StatusView of(TicketType.Status s) {
            return new StatusView(s.key(), s.name(), s.category().key(), s.portalName(), s.colour());
        }

        TicketType.Status read() {
            return new TicketType.Status(key, name, StatusCategory.of(category), portalName, colour);
        }
    }

    /** A field as a caller may see it; {@code writable}: may fill it in. */
    record FieldView(
            UUID id,
            String key,
            String name,
            FieldKind kind,
            String help,
            boolean required,
            @Nullable JsonNode defaultValue,
            boolean portal,
            List<FieldDef.Option> options,
            Map<String, JsonNode> config,
            @Nullable String condition,
            Set<FieldRole> read,
            Set<FieldRole> write,
            boolean indexed,
            boolean unique,
            boolean retired,
            boolean writable) {
        static FieldView of(FieldDef f, Set<FieldRole> roles) {
            boolean computed = FieldTypes.of(f).computed();
            return new FieldView(
                    f.id(),
                    f.key(),
                    f.name(),
                    f.kind(),
                    f.help(),
                    f.required(),
                    f.defaultValue(),
                    f.read().contains(FieldRole.REQUESTER),
                    f.options(),
                    f.config(),
                    f.condition(),
                    f.read(),
                    f.write(),
                    f.indexed(),
                    f.unique(),
                    f.retired(),
                    !computed && f.writableBy(roles));
        }
    }

    record FormsView(Form requester, Form agent) {
        /** What is asked where a type has no form of its own. */
        static FormsView defaults(TicketType.Definition d) {
            return new FormsView(DefaultForm.of(d, FieldRole.REQUESTER), DefaultForm.of(d, FieldRole.AGENT));
        }
    }

    record TypeView(
            UUID id,
            String key,
            String kind,
            String name,
            UUID deskId,
            String prefix,
            boolean portal,
            String portalName,
            String portalHint,
            boolean active,
            boolean confidential,
            @Nullable String icon,
            @Nullable String colour,
            List<StatusView> statuses,
            List<Transition> transitions,
            String initial,
            List<List<Integer>> priorityMatrix,
            List<FieldView> fields,
            FormsView forms,
            int version) {

        /** What a caller may know of a type. */
        static TypeView of(TicketType t, Rights rights) {
            return of(t, FieldRole.of(rights, t.deskId()), false);
        }

        /** What the requester's side of the portal knows of it. */
        static TypeView forRequester(TicketType t) {
            return of(t, Set.of(FieldRole.REQUESTER), false);
        }

        /** All of it, for those who change it. */
        static TypeView whole(TicketType t) {
            return of(t, EnumSet.allOf(FieldRole.class), true);
        }

        private static TypeView of(TicketType t, Set<FieldRole> roles, boolean all) {
            var d = t.definition();
            boolean agent = roles.contains(FieldRole.AGENT);
            var fields = d.fields().stream()
                    .filter(f -> all || (!f.retired() && f.readableBy(roles)))
                    .map(f -> FieldView.of(f, roles))
                    .toList();
            Set<String> hidden = d.fields().stream()
                    .filter(f -> !all && (f.retired() || !f.readableBy(roles)))
                    .map(FieldDef::key)
                    .collect(Collectors.toSet());
            var requester = all ? d.forms().requester() : without(Forms.form(t, FieldRole.REQUESTER), hidden);
            var agents = all ? d.forms().agent() : agent ? without(Forms.form(t, FieldRole.AGENT), hidden) : Form.EMPTY;
            return new TypeView(
                    t.id(),
                    t.key(),
                    t.kind(),
                    t.name(),
                    t.deskId(),
                    t.prefix(),
                    t.portal(),
                    t.portalName(),
                    t.portalHint(),
                    t.active(),
                    d.confidential(),
                    t.icon(),
                    t.colour(),
                    d.statuses().stream().map(StatusView::of).toList(),
                    agent ? d.transitions() : List.of(),
                    d.initial(),
                    d.priorityMatrix(),
                    fields,
                    new FormsView(requester, agents),
                    t.version());
        }

        private static Form without(Form form, Set<String> hidden) {
            return new Form(form.sections().stream()
                    .map(s -> new Form.Section(
                            s.key(),
                            s.title(),
                            s.help(),
                            s.condition(),
                            s.fields().stream()
                                    .filter(i -> !hidden.contains(i.field()))
                                    .toList()))
                    .toList());
        }
    }

    /** A definition as it is sent to become a draft. Ids of new fields are given here. */
    record NewDefinition(
            List<StatusView> statuses,
            String initial,
            List<Transition> transitions,
            List<List<Integer>> priorityMatrix,
            @Nullable List<NewField> fields,
            @Nullable FormsView forms,
            @Nullable Boolean confidential) {
        TicketType.Definition read() {
            var check = new Check();
            whole(check, "statuses", statuses);
            whole(check, "transitions", transitions);
            whole(check, "priorityMatrix", priorityMatrix);
            whole(check, "fields", Views.or(fields));
            check.done();
            for (int i = 0; i < statuses.size(); i++) {
                check.that(
                        CATEGORIES.contains(statuses.get(i).category()),
                        "statuses[" + i + "].category",
                        "unknown",
                        "One of " + String.join(", ", CATEGORIES));
            }
            for (int i = 0; i < Views.or(fields).size(); i++) {
                check.that(
                        Views.or(fields).get(i).kind() != null, "fields[" + i + "].kind", "required", "This is needed");
            }
            check.done();
            return new TicketType.Definition(
                    statuses.stream().map(StatusView::read).toList(),
                    transitions,
                    initial,
                    priorityMatrix,
                    Views.or(fields).stream().map(NewField::toField).toList(),
                    forms == null ? TicketType.Forms.EMPTY : new TicketType.Forms(forms.requester(), forms.agent()),
                    Boolean.TRUE.equals(confidential));
        }

        private static void whole(Check check, String path, @Nullable List<?> list) {
            check.that(
                    list != null && list.stream().noneMatch(Objects::isNull), path, "required", "A list without gaps");
        }

        static NewDefinition of(TicketType.Definition d) {
            return new NewDefinition(
                    d.statuses().stream().map(StatusView::of).toList(),
                    d.initial(),
                    d.transitions(),
                    d.priorityMatrix(),
                    d.fields().stream().map(NewField::of).toList(),
                    new FormsView(d.forms().requester(), d.forms().agent()),
                    d.confidential());
        }
    }

    record NewField(
            @Nullable UUID id,
            String key,
            String name,
            FieldKind kind,
            @Nullable String help,
            @Nullable Boolean required,
            @Nullable JsonNode defaultValue,
            @Nullable List<FieldDef.Option> options,
            @Nullable Map<String, JsonNode> config,
            @Nullable String condition,
            @Nullable Set<FieldRole> read,
            @Nullable Set<FieldRole> write,
            @Nullable Boolean indexed,
            @Nullable Boolean unique,
            @Nullable Boolean retired) {
        FieldDef toField() {
            return new FieldDef(
                    id == null ? io.steward.server.platform.Ids.next() : id,
                    key,
                    name,
                    kind,
                    help == null ? "" : help,
                    Boolean.TRUE.equals(required),
                    defaultValue,
                    Views.or(options),
                    config == null ? Map.of() : config,
                    condition,
                    read == null ? Set.of() : read,
                    write == null ? Set.of() : write,
                    Boolean.TRUE.equals(indexed),
                    Boolean.TRUE.equals(unique),
                    Boolean.TRUE.equals(retired));
        }

        static NewField of(FieldDef f) {
            return new NewField(
                    f.id(),
                    f.key(),
                    f.name(),
                    f.kind(),
                    f.help(),
                    f.required(),
                    f.defaultValue(),
                    f.options(),
                    f.config(),
                    f.condition(),
                    f.read(),
                    f.write(),
                    f.indexed(),
                    f.unique(),
                    f.retired());
        }
    }
}
