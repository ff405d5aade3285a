package io.steward.server.automation;

import io.steward.server.automation.spi.RuleAction.Done;
import io.steward.server.automation.spi.RuleAction.Words;
import io.steward.server.platform.Problem;
import io.steward.server.ticket.LinkKind;
import io.steward.server.ticket.Tickets;
import java.util.Map;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** {@code link}: links the ticket to another of the desk. */
@Component
class LinkAct implements Act {
    static final String NUMBER = "number";
    static final String TYPE = "type";

    private final Tickets tickets;

    LinkAct(Tickets tickets) {
        this.tickets = tickets;
    }

    @Override
    public String kind() {
        return "link";
    }

    @Override
    public void define(Defining d, JsonNode action, String path) {
        ActJson.needed(d.check(), action, "to", path, 200);
        try {
            LinkKind.of(ActJson.text(action, TYPE));
        } catch (Problem e) {
            d.check().error(path + ".type", "unknown", e.text());
        }
    }

    @Override
    public boolean joins() {
        return true;
    }

    @Override
    public Done run(Doing d, JsonNode action) {
        LinkKind kind = LinkKind.of(ActJson.text(action, TYPE));
        String number = ActJson.text(action, "to");
        if (number.isEmpty()) {
            return new Done("No ticket to link to was named", Map.of(), new Words("link_nothing", Map.of()));
        }
        tickets.link(d.context(), d.ticket().id(), kind, number, tx -> {});
        var link = Map.of(NUMBER, number, TYPE, kind.key());
        return new Done(kind.label(true) + " " + number, link, new Words("linked", link));
    }
}
