package io.steward.server.blueprint;

import static org.assertj.core.api.Assertions.assertThat;

import io.steward.server.TestProgram;
import io.steward.server.blueprint.rules.YamlReader;
import io.steward.server.blueprint.rules.YamlWriter;
import io.steward.server.identity.People;
import io.steward.server.identity.PersonChange;
import io.steward.server.identity.Tenants;
import io.steward.server.platform.Actor;
import io.steward.server.platform.Context;
import io.steward.server.platform.Database;
import io.steward.server.platform.Rights;
import io.steward.server.platform.TenantId;
import io.steward.server.ticket.Templates;
import io.steward.server.ticket.spi.DeskTemplates;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A desk that is carried to another organisation as a file is the same desk there, to the byte. */
class RoundTripTest {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final List<String> KINDS = List.of(
            "text",
            "rich_text",
            "number",
            "money",
            "percentage",
            "date",
            "date_time",
            "date_range",
            "time_of_day",
            "week",
            "duration",
            "yes_no",
            "choice",
            "choices",
            "tree",
            "person",
            "people",
            "team",
            "country",
            "time_zone",
            "url",
            "email",
            "phone",
            "colour",
            "tags",
            "checklist",
            "file",
            "rating");
    private static final List<String> SECTIONS = List.of(
            "taskTemplates", "scheduledTickets", "assignmentRules", "queues", "views", "macros", "cannedAnswers");

    /** What a file cannot give a scheduled ticket, which its reader is told of. */
    private static final List<String> UNNAMED = List.of("person", "people", "file");

    private static final List<String> WORDS = List.of(
            "Yes",
            "NO",
            "10:30",
            "It's",
            "a: b",
            "Café",
            "Line\nbreak",
            "\"Q\"",
            "# no",
            "plain words",
            "日本",
            "-1",
            "[x]");

    @SuppressWarnings("NullAway.Init")
    private static TestProgram program;

    @BeforeAll
    static void start() {
        try {
            program = TestProgram.start(TestProgram.newFolder());
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @AfterAll
    static void stop() {
        program.close();
    }

    private static Context tenant(String name) {
        Instant now = Instant.now();
        TenantId tenant = program.bean(Tenants.class).create(name, "UTC", "en", now);
        var given = new PersonChange("Ann", "ann@example.org", null, true, "en", null, null);
        var ann = program.bean(People.class).create(Context.system(tenant, now, null), given, null, tx -> {});
        return new Context(tenant, Actor.person(ann.id(), ann.name()), Rights.ALL, null, now, null);
    }

    private static String export(Context context, UUID desk) {
        return program.bean(Configurations.class).export(context, desk, false);
    }

    private static String imported(String yaml) {
        Context other = tenant("Other");
        var configurations = program.bean(Configurations.class);
        Plan plan = configurations.plan(other, yaml, null);
        assertThat(plan.problems()).as(yaml).isEmpty();
        assertThat(plan.notices()).isEmpty();
        Change change = configurations.apply(other, yaml, null, plan.token());
        assertThat(configurations.plan(other, yaml, change.deskId()).differences())
                .isEmpty();
        return export(other, change.deskId());
    }

    @Test
    void everyTemplateIsTheSameElsewhere() {
        for (var offer : program.bean(DeskTemplates.class).offers()) {
            String template = offer.key();
            assertThat(offer.description()).isNotBlank();
            Context context = tenant(template);
            var desk = program.bean(Database.class)
                    .write(
                            context.tenant(),
                            tx -> program.bean(Templates.class)
                                    .create(tx, context, "The " + template + " desk", template, template));
            assertThat(desk.template()).isEqualTo(template);
            String yaml = export(context, desk.id());
            assertThat(yaml).contains("types:\n  - key: ").doesNotContainPattern("[0-9a-f]{8}-[0-9a-f]{4}-");
            assertThat(imported(yaml)).as(template).isEqualTo(yaml);
        }
    }

    @Test
    void randomDesksAreTheSameElsewhere() {
        for (int seed = 0; seed < 25; seed++) {
            String yaml = YamlWriter.write(desk(new Random(seed)), List.of());
            String once = imported(yaml);
            assertThat(imported(once)).as("seed %s", seed).isEqualTo(once);
            var tree = YamlReader.read(once).tree();
            assertThat(tree).isNotNull();
            assertThat(java.util.Objects.requireNonNull(tree).path("types").size())
                    .isEqualTo(
                            YamlReader.read(yaml).tree() == null
                                    ? -1
                                    : desk(new Random(seed)).path("types").size());
        }
    }

    /** A file without people says nothing of an approval that a person decides: applying it leaves that as it is. */
    @Test
    void anApprovalByAPersonStaysWhereItIs() {
        Context context = tenant("People");
        var configurations = program.bean(Configurations.class);
        String yaml = YamlWriter.write(desk(new Random(7)), List.of())
                .replace("kind: team, name: Team one", "kind: person, name: ann@example.org");
        assertThat(yaml).contains("ann@example.org");
        Plan plan = configurations.plan(context, yaml, null);
        assertThat(plan.problems()).as(yaml).isEmpty();
        Change change = configurations.apply(context, yaml, null, plan.token());
        String without = export(context, change.deskId());
        assertThat(without).doesNotContain("kind: approval");
        assertThat(configurations.plan(context, without, change.deskId()).differences())
                .isEmpty();
        assertThat(configurations.export(context, change.deskId(), true)).contains("ann@example.org");
    }

    /** One of each, and after it is taken back nothing. */
    @Test
    void whatIsAppliedCanBeTakenBack() {
        Context context = tenant("Whole");
        var configurations = program.bean(Configurations.class);
        String yaml = YamlWriter.write(desk(new Random(99)), List.of());
        Plan plan = configurations.plan(context, yaml, null);
        assertThat(plan.problems()).isEmpty();
        Change change = configurations.apply(context, yaml, null, plan.token());
        String whole = export(context, change.deskId());
        for (String section : SECTIONS) {
            assertThat(whole).contains("\n" + section + ":").doesNotContain("\n" + section + ": []");
        }
        assertThat(whole).contains("\nserviceLevels:\n");
        Change undone = configurations.undo(context, change.id());
        String nothing = export(context, change.deskId());
        assertThat(nothing).contains("\nserviceLevels: {}");
        for (String section : SECTIONS) {
            assertThat(nothing).contains("\n" + section + ": []");
        }
        configurations.undo(context, undone.id());
        assertThat(export(context, change.deskId())).isEqualTo(whole);
    }

    private static ObjectNode desk(Random random) {
        var desk = JSON.objectNode().put("format", 1);
        desk.set("desk", JSON.objectNode().put("key", "random").put("name", word(random, "Desk")));
        desk.set("teams", JSON.arrayNode().add(JSON.objectNode().put("name", "Team one")));
        desk.set(
                "categories",
                JSON.arrayNode()
                        .add(word(random, "Category"))
                        .add(JSON.objectNode()
                                .put("name", "Parent")
                                .set("children", JSON.arrayNode().add(word(random, "Child")))));
        var types = desk.putArray("types");
        int count = 1 + random.nextInt(3);
        for (int i = 0; i < count; i++) {
            types.add(type(random, i));
        }
        desk.set(
                "queues",
                JSON.arrayNode()
                        .add(JSON.objectNode()
                                .put("name", word(random, "Queue"))
                                .put("query", "type = type_0 and status = s0")));
        work(random, desk);
        return desk;
    }

    private static void promises(Random random, ObjectNode desk) {
        ObjectNode levels = desk.putObject("serviceLevels");
        ObjectNode calendar = levels.putArray("calendars").addObject();
        calendar.put("name", word(random, "Office")).put("zone", "Europe/Vienna");
        ObjectNode hours = calendar.putObject("hours");
        hours.putArray("monday").add("08:00-12:00").add("13:00-17:30");
        hours.putArray("sunday").add("22:00-06:00");
        calendar.putArray("holidays")
                .addObject()
                .put("first", "2026-12-24")
                .put("last", "2026-12-26")
                .put("name", word(random, "Feast"))
                .put("yearly", random.nextBoolean());
        var policies = levels.putArray("policies");
        for (String agreement : List.of("sla", "ola", "contract")) {
            ObjectNode policy = policies.addObject().put("name", word(random, agreement));
            policy.put("agreement", agreement)
                    .put("active", random.nextBoolean())
                    .put("query", "type = type_0");
            policy.put("supplier", agreement.equals("contract") ? "Carrier" : "");
            policy.put("team", agreement.equals("ola") ? "Team one" : null);
            policy.putArray("calendars").add(calendar.path("name").stringValue());
            ObjectNode target = policy.putArray("targets").addObject();
            target.put("kind", "custom").put("key", "c1").put("name", word(random, "Target"));
            target.put("start", "status = s0").put("pause", "state = pending").put("stop", "status = s1");
            target.putObject("minutes").put("P1", 30).put("P4", 60_000);
            var actions =
                    target.putArray("thresholds").addObject().put("percent", 80).putArray("actions");
            actions.addObject().put("kind", "notify").put("assignee", true).put("team", "Team one");
            actions.addObject().put("kind", "note").put("text", "Soon");
        }
    }

    /** What agents work with: one of each. */
    private static void work(Random random, ObjectNode desk) {
        desk.putArray("taskTemplates")
                .addObject()
                .put("name", word(random, "Template"))
                .set(
                        "steps",
                        JSON.arrayNode()
                                .add(JSON.objectNode()
                                        .put("title", word(random, "Step"))
                                        .put("condition", "reference = \"A 1\" and urgency = 1")));
        var scheduled = desk.putArray("scheduledTickets").addObject().put("name", word(random, "Scheduled"));
        scheduled
                .putObject("ticket")
                .put("type", "type_0")
                .put("title", word(random, "Ticket"))
                .set("fields", JSON.objectNode().put("reference", "A 1").put("crew", "Team one"));
        scheduled
                .putObject("when")
                .put("kind", "monthly")
                .put("dayOfMonth", 1)
                .put("time", "09:00")
                .put("zone", "Europe/Vienna")
                .put("start", "2026-12-01");
        var rules = desk.putArray("assignmentRules");
        for (String strategy : List.of("round_robin", "by_skill")) {
            rules.addObject()
                    .put("name", word(random, strategy))
                    .put("type", "type_0")
                    .put("query", "urgency = 1")
                    .put("team", "Team one")
                    .put("strategy", strategy)
                    .put("active", random.nextBoolean())
                    .set("skills", JSON.arrayNode().add("one").add("two words"));
        }
        promises(random, desk);
        desk.set(
                "views",
                JSON.arrayNode()
                        .add(JSON.objectNode().put("name", word(random, "View")).put("layout", "board")));
        var macro = desk.putArray("macros")
                .addObject()
                .put("name", word(random, "Macro"))
                .put("description", word(random, ""))
                .put("active", random.nextBoolean())
                .put("say", random.nextBoolean() ? "reply" : "note")
                .put("text", "<p>Hello {{requester.firstName}}</p>");
        macro.putObject("change")
                .put("status", "s1")
                .put("team", "Team one")
                .put("assignee", "me")
                .put("urgency", 1)
                .putNull("category")
                .set("tags", JSON.arrayNode().add("a tag").add("NO"));
        ((ObjectNode) macro.path("change"))
                .set(
                        "fields",
                        JSON.objectNode().put("reference", word(random, "Is")).put("crew", "Team one"));
        desk.putArray("cannedAnswers")
                .addObject()
                .put("name", word(random, "Answer"))
                .put("shortcut", "answer")
                .put("text", "<p>Of {{ticket.number}}: 1 &amp; 2</p>");
    }

    private static ObjectNode type(Random random, int number) {
        var type = JSON.objectNode()
                .put("key", "type_" + number)
                .put("name", word(random, "Type"))
                .put("prefix", "T" + (char) ('A' + number))
                .put("portal", random.nextBoolean())
                .put("portalHint", word(random, ""))
                .put("confidential", random.nextBoolean())
                .put("initial", "s0");
        var statuses = type.putArray("statuses");
        List.of("new", "open", "pending", "resolved")
                .forEach(c -> statuses.add(JSON.objectNode()
                        .put("key", "s" + statuses.size())
                        .put("name", word(random, "Status"))
                        .put("category", c)));
        var transitions = type.putArray("transitions");
        for (int i = 0; i < 4; i++) {
            var transition = JSON.objectNode()
                    .put("key", "t" + i)
                    .put("name", word(random, "Go"))
                    .put("to", "s" + i);
            if (random.nextBoolean()) {
                transition.set("from", JSON.arrayNode().add("s" + (i + 1) % 4));
            }
            if (random.nextBoolean()) {
                transition.set("teams", JSON.arrayNode().add("Team one"));
                transition.put("comment", "note").put("condition", "urgency = 1 or category = \"Parent\"");
            }
            if (random.nextBoolean()) {
                transition.set("roles", JSON.arrayNode().add("manager").add("agent"));
                transition.set("asks", JSON.arrayNode().add("f0").add("team"));
                transition.set(
                        "effects",
                        JSON.arrayNode()
                                .add(JSON.objectNode()
                                        .put("kind", "set")
                                        .put("field", "team")
                                        .put("value", "Team one"))
                                .add(JSON.objectNode().put("kind", "approval").set("config", approval(random))));
            }
            transitions.add(transition);
        }
        var fields = type.putArray("fields");
        fields(random, fields);
        fields.addObject().put("key", "reference").put("name", "Reference").put("kind", "text");
        fields.addObject().put("key", "crew").put("name", "Crew").put("kind", "team");
        type.set(
                "forms",
                JSON.objectNode()
                        .set(
                                "requester",
                                JSON.arrayNode()
                                        .add(JSON.objectNode()
                                                .put("key", "main")
                                                .put("title", word(random, ""))
                                                .put("condition", "priority <= 2")
                                                .set(
                                                        "fields",
                                                        JSON.arrayNode()
                                                                .add("title")
                                                                .add(JSON.objectNode()
                                                                        .put("field", "f0")
                                                                        .put("width", "half"))))));
        return type;
    }

    private static ObjectNode approval(Random random) {
        var plan = JSON.objectNode().put("title", word(random, "May it"));
        plan.putArray("steps")
                .addObject()
                .put("rule", "any")
                .set(
                        "approvers",
                        JSON.arrayNode()
                                .add(JSON.objectNode().put("kind", "team").put("name", "Team one"))
                                .add(JSON.objectNode().put("kind", "manager").put("level", 2)));
        return plan;
    }

    private static void fields(Random random, ArrayNode fields) {
        int count = 1 + random.nextInt(8);
        for (int i = 0; i < count; i++) {
            String kind = KINDS.get(random.nextInt(KINDS.size()));
            var field = JSON.objectNode()
                    .put("key", "f" + i)
                    .put("name", word(random, "Field"))
                    .put("kind", kind)
                    .put("help", word(random, ""))
                    .put("required", random.nextBoolean() && !UNNAMED.contains(kind))
                    .put("retired", random.nextInt(5) == 0 && i > 0);
            if (List.of("choice", "choices", "tree").contains(kind)) {
                field.set(
                        "options",
                        JSON.arrayNode()
                                .add(JSON.objectNode().put("key", "one").put("name", word(random, "One")))
                                .add(JSON.objectNode()
                                        .put("key", "two")
                                        .put("name", "Two")
                                        .put("active", random.nextBoolean())));
            }
            if (kind.equals("person")) {
                field.set("config", JSON.objectNode().put("team", "Team one").put("desk", "."));
            }
            if (random.nextBoolean()) {
                field.set("read", JSON.arrayNode().add("agent").add("requester"));
            }
            fields.add(field);
        }
    }

    private static String word(Random random, String stem) {
        return (stem + " " + WORDS.get(random.nextInt(WORDS.size()))).strip();
    }
}
