package io.steward.server.automation;

import io.steward.server.identity.People;
import io.steward.server.identity.Person;
import io.steward.server.identity.Tenants;
import io.steward.server.platform.Context;
import io.steward.server.platform.Database;
import io.steward.server.platform.Json;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.ResourceBundle;
import java.util.UUID;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** Rules that many desks want, to begin with. */
@Component
public class RuleTemplates {
    /** What is shown; a text {@code @key} in the actions stands for one in the reader's language. */
    private record Draft(String key, String trigger, String condition, String actions) {}

    private static final List<Draft> ALL = List.of(
            new Draft(
                    "auto_close",
                    "{'kind':'time_since','since':'status','minutes':2400,'working':true}",
                    "state = resolved",
                    "[{'kind':'set','fields':{'status':'closed'}},{'kind':'comment','public':true,'text':'@closed'}]"),
            new Draft(
                    "escalate_p1",
                    "{'kind':'time_since','since':'created','minutes':15,'working':false}",
                    "priority = 1 and assignee is empty and state in (new, open)",
                    "[{'kind':'notify','requester':false,'assignee':false,'teamMembers':true,'people':[],'text':'@unassigned'},"
                            + "{'kind':'comment','public':false,'text':'@escalated'}]"),
            new Draft(
                    "remind_approver",
                    "{'kind':'time_since','since':'changed','minutes':480,'working':true}",
                    "state in (new, open, pending)",
                    "[{'kind':'notify','requester':false,'assignee':false,'teamMembers':false,'approvers':true,'people':[],'text':'@approval'}]"),
            new Draft(
                    "first_reply",
                    "{'kind':'replied','by':'agent','internal':false}",
                    "assignee is empty",
                    "[{'kind':'assign','person':'actor'}]"),
            new Draft(
                    "vip",
                    "{'kind':'created'}",
                    "tags = vip",
                    "[{'kind':'set','fields':{'urgency':1}},"
                            + "{'kind':'notify','requester':false,'assignee':true,'teamMembers':true,'people':[],'text':'@vip'}]"));

    private final Database database;
    private final People people;
    private final Tenants tenants;

    RuleTemplates(Database database, People people, Tenants tenants) {
        this.database = database;
        this.people = people;
        this.tenants = tenants;
    }

    /** A rule to begin with. */
    public record Template(
            String key, String name, String description, JsonNode trigger, String condition, JsonNode actions) {}

    /** In the actor's language. */
    public List<Template> all(Context context) {
        UUID me = context.actor().id();
        String own = me == null
                ? null
                : database.read(
                        context.tenant(),
                        tx -> people.find(tx, me).map(Person::locale).orElse(null));
        var texts = ResourceBundle.getBundle(
                "automation.templates",
                Locale.forLanguageTag(Objects.requireNonNullElse(
                        own, tenants.get(context.tenant()).locale())),
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
        return ALL.stream()
                .map(d -> new Template(
                        d.key(),
                        texts.getString(d.key()),
                        texts.getString(d.key() + ".about"),
                        read(d.trigger(), texts),
                        d.condition(),
                        read(d.actions(), texts)))
                .toList();
    }

    private static JsonNode read(String written, ResourceBundle texts) {
        return said(Json.tree(written.replace('\'', '"')), texts);
    }

    private static JsonNode said(JsonNode node, ResourceBundle texts) {
        if (node.isString() && node.stringValue().startsWith("@")) {
            return StringNode.valueOf(
                    texts.getString("say." + node.stringValue().substring(1)));
        }
        if (node.isObject()) {
            ObjectNode out = JsonNodeFactory.instance.objectNode();
            node.properties().forEach(e -> out.set(e.getKey(), said(e.getValue(), texts)));
            return out;
        }
        if (node.isArray()) {
            var out = JsonNodeFactory.instance.arrayNode();
            node.forEach(n -> out.add(said(n, texts)));
            return out;
        }
        return node;
    }
}
