package io.steward.server.automation;

import io.steward.server.automation.spi.RuleAction.Done;
import io.steward.server.automation.spi.RuleAction.Words;
import io.steward.server.macro.Macro;
import io.steward.server.macro.Macros;
import io.steward.server.platform.Problem;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** {@code macro}: what a macro of the desk does. */
@Component
class MacroAct implements Act {
    private final Macros macros;
    private final Changing changing;

    MacroAct(Macros macros, Changing changing) {
        this.macros = macros;
        this.changing = changing;
    }

    @Override
    public String kind() {
        return "macro";
    }

    @Override
    public void define(Defining d, JsonNode action, String path) {
        UUID id = ActJson.id(action, "macroId", d.check(), path);
        Macro macro = id == null ? null : macros.ofDesk(d.tx(), d.desk(), id).orElse(null);
        d.check().that(macro != null, path + ".macroId", "unknown", "The desk has no such macro");
        d.check()
                .that(
                        macro == null
                                || !macro.change()
                                        .path("assigneeId")
                                        .asString("")
                                        .equals(Macros.ME),
                        path + ".macroId",
                        "person",
                        "The macro gives the ticket to whoever runs it, and a rule is nobody");
    }

    @Override
    public Done run(Doing d, JsonNode action) {
        UUID id = ActJson.id(action, "macroId");
        if (id == null) {
            throw Problem.notFound("macro");
        }
        String name =
                macros.ofDesk(d.tx(), d.ticket().deskId(), id).map(Macro::name).orElse("?");
        return changing.change(
                d,
                macros.forRule(d.tx(), d.context(), d.ticket(), id),
                "Ran the macro “" + name + "”",
                new Words("macro", Map.of("name", name)));
    }
}
