package io.steward.server.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.steward.server.ticket.TicketType;
import org.junit.jupiter.api.Test;

/** What an earlier version wrote is still read. */
class JsonTest {
    @Test
    void whatWasNotWrittenYetIsFalseOrEmpty() {
        var read = Json.read("""
                {"statuses": [{"key": "new", "name": "New", "category": "NEW", "portalName": "Received"}],
                 "transitions": [{"key": "new", "name": "New", "from": ["*"], "to": "new"}],
                 "initial": "new", "priorityMatrix": [[1, 2, 3], [2, 3, 4], [3, 4, 4]]}""", TicketType.Definition.class);
        assertThat(read.confidential()).isFalse();
        assertThat(read.fields()).isEmpty();
        assertThat(read.transitions().getFirst().effects()).isEmpty();
        assertThat(read.status("new"))
                .hasValueSatisfying(s -> assertThat(s.colour()).isNull());
    }
}
