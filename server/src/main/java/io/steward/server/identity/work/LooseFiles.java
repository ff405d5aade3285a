package io.steward.server.identity.work;

import io.steward.server.identity.Tenants;
import io.steward.server.platform.Database;
import io.steward.server.platform.FileStore;
import io.steward.server.platform.TenantId;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Deletes files that were uploaded and not attached within a day. Their contents go too, unless another file, of whatever tenant, a
 * received mail or an import has the same.
 */
@Component
class LooseFiles {
    private static final Logger LOG = LoggerFactory.getLogger(LooseFiles.class);
    private static final Duration WAIT = Duration.ofDays(1);
    private static final int AT_ONCE = 500;

    private final Tenants tenants;
    private final Database database;
    private final FileStore files;
    private final List<FileStore.Holder> holders;
    private final Clock clock;

    LooseFiles(Tenants tenants, Database database, FileStore files, List<FileStore.Holder> holders, Clock clock) {
        this.tenants = tenants;
        this.database = database;
        this.files = files;
        this.holders = holders;
        this.clock = clock;
    }

    @Scheduled(initialDelay = 600_000, fixedDelay = 3_600_000)
    void run() {
        database.alone(FileStore.DELETING, () -> forget(clock.instant().minus(WAIT)));
    }

    void forget(Instant before) {
        try {
            for (TenantId tenant : tenants.tenants()) {
                List<byte[]> some;
                do {
                    some = database.write(tenant, tx -> files.forget(tx, before, AT_ONCE));
                    for (byte[] sha256 : some) {
                        if (!isHeld(sha256)) {
                            files.delete(sha256, before);
                        }
                    }
                } while (some.size() == AT_ONCE);
            }
            files.deleteInterrupted(before);
        } catch (IOException e) {
            LOG.warn("Files that nobody attached could not all be deleted", e);
        }
    }

    private boolean isHeld(byte[] sha256) {
        return tenants.tenants().stream()
                .anyMatch(tenant -> database.read(
                        tenant, tx -> files.has(tx, sha256) || holders.stream().anyMatch(h -> h.holds(tx, sha256))));
    }
}
