package io.steward.server.outgoing.spi;

import io.steward.server.platform.Tx;
import java.util.Optional;
import java.util.UUID;

/** A room above that names endpoints without a foreign key says so: what is named is not deleted. */
public interface EndpointUse {
    /** What names it, as somebody is told who wants to delete it: {@code the chain “Nights”}. */
    Optional<String> use(Tx tx, UUID endpoint);
}
