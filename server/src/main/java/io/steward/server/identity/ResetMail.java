package io.steward.server.identity;

import io.steward.server.platform.TenantId;

/** Sends a password reset's link. The mail room plugs in here. */
public interface ResetMail {
    void send(TenantId tenant, Person to, String token);
}
