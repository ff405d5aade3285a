package io.steward.server.automation;

import io.steward.server.platform.Tx;
import java.util.UUID;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Actions of other rooms as they stand in files. */
@Component
public class PluggedActions {
    private final Acts acts;

    PluggedActions(Acts acts) {
        this.acts = acts;
    }

    /** With names for ids, as far as the room whose action it is knows any. */
    public JsonNode named(Tx tx, UUID desk, JsonNode action) {
        return acts.plugged(action.path("kind").asString(""))
                .map(p -> p.named(tx, desk, action))
                .orElse(action);
    }

    /** With ids for names. @throws io.steward.server.platform.Problem naming the field whose name is unknown */
    public JsonNode identified(Tx tx, UUID desk, JsonNode written) {
        return acts.plugged(written.path("kind").asString(""))
                .map(p -> p.identified(tx, desk, written))
                .orElse(written);
    }
}
