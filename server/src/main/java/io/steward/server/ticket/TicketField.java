package io.steward.server.ticket;

/** What of a ticket can be changed. */
public enum TicketField {
    TITLE("title"),
    DESCRIPTION("description"),
    STATUS("status"),
    IMPACT("impact"),
    URGENCY("urgency"),
    PRIORITY("priority"),
    CATEGORY("category"),
    TEAM("team"),
    ASSIGNEE("assignee"),
    REQUESTER("requester"),
    PARENT("parent"),
    TAGS("tags");

    private final String key;

    TicketField(String key) {
        this.key = key;
    }

    public String key() {
        return key;
    }
}
