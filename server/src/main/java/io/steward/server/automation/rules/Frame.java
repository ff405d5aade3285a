package io.steward.server.automation.rules;

import java.util.UUID;

/**
 * A list of actions that a run is in.
 *
 * @param place of the list
 * @param next the action that comes next
 * @param ticketId for which ticket
 */
public record Frame(String place, int next, UUID ticketId) {
    public Frame advanced() {
        return new Frame(place, next + 1, ticketId);
    }

    public String path() {
        return place + "[" + next + "]";
    }
}
