package io.steward.server.identity;

import io.steward.server.platform.TenantId;
import java.time.ZoneId;

/** An organisation. */
public record Tenant(TenantId id, String name, ZoneId timeZone, String locale, int version) {}
