package io.steward.server.oncall.work;

import io.steward.server.oncall.OnCall;
import io.steward.server.platform.Tx;
import io.steward.server.ticket.spi.PeopleFunction;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** {@code assignee = onCall("Network")}: who is on call by the schedules of these names when the query is asked. */
@Component
class OnCallFunction implements PeopleFunction {
    private final OnCall onCall;

    OnCallFunction(OnCall onCall) {
        this.onCall = onCall;
    }

    @Override
    public String name() {
        return "oncall";
    }

    @Override
    public Collection<UUID> of(Tx tx, List<String> arguments, Instant now) {
        return onCall.named(tx, arguments, now);
    }
}
