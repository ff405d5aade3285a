package io.steward.server.automation;

import io.steward.server.automation.store.RuleRows;
import io.steward.server.outgoing.spi.EndpointUse;
import io.steward.server.platform.Tx;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Rules that write to a connection, also those that are off. */
@Component
class ConnectionUse implements EndpointUse {
    private final RuleRows rules;

    ConnectionUse(RuleRows rules) {
        this.rules = rules;
    }

    @Override
    public Optional<String> use(Tx tx, UUID endpoint) {
        return rules.naming(tx, endpoint).map(rule -> "the rule “" + rule + "”");
    }
}
