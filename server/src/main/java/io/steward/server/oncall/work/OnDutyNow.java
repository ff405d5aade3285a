package io.steward.server.oncall.work;

import io.steward.server.assignment.spi.OnDuty;
import io.steward.server.oncall.OnCall;
import io.steward.server.oncall.store.RotaStore;
import io.steward.server.platform.Tx;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Tells assignment rules who is on call. */
@Component
class OnDutyNow implements OnDuty {
    private final OnCall onCall;
    private final RotaStore store;

    OnDutyNow(OnCall onCall, RotaStore store) {
        this.onCall = onCall;
        this.store = store;
    }

    @Override
    public boolean known(Tx tx, UUID desk, UUID schedule) {
        return store.find(tx, schedule).filter(s -> s.deskId().equals(desk)).isPresent();
    }

    @Override
    public Optional<UUID> at(Tx tx, UUID schedule, Instant moment) {
        return Optional.ofNullable(onCall.at(tx, List.of(schedule), moment).get(schedule));
    }
}
