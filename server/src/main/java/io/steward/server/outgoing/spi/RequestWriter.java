package io.steward.server.outgoing.spi;

import io.steward.server.outgoing.Call;
import io.steward.server.outgoing.Delivery;
import io.steward.server.outgoing.Endpoint;
import io.steward.server.outgoing.EndpointKind;
import io.steward.server.platform.TenantId;
import java.time.Instant;
import java.util.Map;

/** Writes the requests to endpoints of one kind, anew for each attempt: signatures hold the time, and keys may have changed. */
public interface RequestWriter {
    EndpointKind kind();

    /**
     * Asks no database. What it throws is kept as the attempt's error.
     *
     * @param secrets the endpoint's, opened
     */
    Call write(TenantId tenant, Endpoint endpoint, Map<String, String> secrets, Delivery delivery, Instant now);

    /** Whether an answer says that there is nobody any more: the endpoint is switched off at once. */
    default boolean isGone(int status) {
        return status == 410;
    }
}
