package io.steward.server.automation;

import io.steward.server.automation.spi.RuleAction.Done;
import io.steward.server.automation.spi.RuleAction.Words;
import io.steward.server.platform.Sanitizer;
import io.steward.server.ticket.ChangeTicket;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** {@code comment}: a reply or a note. A public one is mailed to who asked, as every reply is. */
@Component
class CommentAct implements Act {
    private final Changing changing;

    CommentAct(Changing changing) {
        this.changing = changing;
    }

    @Override
    public String kind() {
        return "comment";
    }

    @Override
    public void define(Defining d, JsonNode action, String path) {
        ActJson.needed(d.check(), action, "text", path, 20_000);
    }

    @Override
    public Set<String> html() {
        return Set.of("text");
    }

    @Override
    public Done run(Doing d, JsonNode action) {
        String text = html(action.path("text").asString(""));
        boolean open = ActJson.flag(action, "public");
        var command = new ChangeTicket(Map.of(), Map.of(), open ? null : text, open ? text : null);
        return changing.change(
                d, command, open ? "Replied" : "Left a note", new Words(open ? "replied" : "noted", Map.of()));
    }

    /** What has no tags was written as plain text. */
    static String html(String text) {
        return text.matches("(?s).*<[a-zA-Z].*") ? Sanitizer.html(text) : Sanitizer.fromText(text);
    }
}
