package io.steward.server.automation;

import io.steward.server.automation.spi.RuleAction.Done;
import io.steward.server.platform.Check;
import io.steward.server.platform.Context;
import io.steward.server.platform.Tx;
import io.steward.server.ticket.Ticket;
import java.util.Set;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** A kind of action that is built in. */
interface Act {
    String kind();

    /** Finds fault with the action as it is written; errors are added under the path. */
    void define(Defining d, JsonNode action, String path);

    /** Does it, in the step's transaction. @throws io.steward.server.platform.Problem when it cannot be done now */
    Done run(Doing d, JsonNode action);

    /** The texts of the action that are HTML; the others are plain. */
    default Set<String> html() {
        return Set.of();
    }

    /** Whether it uses faces of rooms that begin transactions of their own, which then have to be this one. */
    default boolean joins() {
        return false;
    }

    /** What is known where an action is defined. */
    record Defining(Tx tx, Context context, UUID desk, Check check) {}

    /** What is known where an action is done: the ticket is held, the texts are filled. */
    record Doing(Tx tx, Context context, Ticket ticket, UUID stepId, Run run, String path) {}
}
