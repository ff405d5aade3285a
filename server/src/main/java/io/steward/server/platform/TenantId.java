package io.steward.server.platform;

/** One organisation's closed world on this installation. */
public record TenantId(int value) {
    public TenantId {
        if (value < 1) {
            throw new IllegalArgumentException("A tenant's number is positive");
        }
    }
}
