package io.steward.server.automation.spi;

import io.steward.server.platform.Check;
import io.steward.server.platform.Context;
import io.steward.server.platform.Tx;
import io.steward.server.ticket.Ticket;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A kind of action that a room plugs in; it acts in the database only, in the step's transaction. What leaves the house is queued by it. */
public interface RuleAction {
    /** The {@code kind} in a rule, such as {@code page}. */
    String kind();

    /** Finds fault with the action as it is written; errors are added under the path. */
    void define(Tx tx, UUID deskId, JsonNode action, Check check, String path);

    /** Does it. Texts are filled already. @throws io.steward.server.platform.Problem when it cannot be done now (it is tried again, then shown to the owner) */
    Done run(Tx tx, Context context, Ticket ticket, JsonNode action, UUID stepId);

    /** The action as it stands in a file of the desk: with names where it has ids that mean nothing elsewhere. */
    default JsonNode named(Tx tx, UUID deskId, JsonNode action) {
        return action;
    }

    /** The other way: ids for the names of a file. @throws io.steward.server.platform.Problem naming the field whose name is unknown */
    default JsonNode identified(Tx tx, UUID deskId, JsonNode written) {
        return written;
    }

    /**
     * What was done, as the run log shows it.
     *
     * @param said in English, for who reads the answers of the API
     * @param data by which it can be taken back; empty when nothing was done
     * @param words the same for the reader's language; null: as it is said, such as a name
     */
    record Done(String said, Map<String, ?> data, @Nullable Words words) {
        public Done(String said, Map<String, ?> data) {
            this(said, data, null);
        }
    }

    /** A text by its key, {@code rules.did.} being left out, and what is put into it. */
    record Words(String key, Map<String, ?> values) {}
}
