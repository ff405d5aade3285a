package io.steward.server.identity;

import java.time.ZoneId;

import io.steward.server.platform.TenantId;

/** An organisation. */
public record Tenant(TenantId id, String name, ZoneId timeZone, String locale, int version) {}
