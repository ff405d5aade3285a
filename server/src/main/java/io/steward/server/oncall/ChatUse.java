package io.steward.server.oncall;

import io.steward.server.oncall.store.ChainStore;
import io.steward.server.outgoing.spi.EndpointUse;
import io.steward.server.platform.Tx;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Chains that tell a chat. */
@Component
class ChatUse implements EndpointUse {
    private final ChainStore chains;

    ChatUse(ChainStore chains) {
        this.chains = chains;
    }

    @Override
    public Optional<String> use(Tx tx, UUID endpoint) {
        return chains.all(tx).stream()
                .filter(c -> c.tells(endpoint))
                .findFirst()
                .map(c -> "the chain “" + c.name() + "”");
    }
}
