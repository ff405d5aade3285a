package io.steward.server.automation;

import io.steward.server.automation.store.RuleRows;
import io.steward.server.platform.TenantId;
import io.steward.server.platform.Tx;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** The active rules as they are now, read again when their edition is another; and what runs of earlier versions follow. */
@Component
public class RuleBooks {
    private static final int MOST_OLD = 1_000;

    private record Version(UUID rule, int number) {}

    private final RuleRows store;
    private final Map<TenantId, RuleBook> current = new ConcurrentHashMap<>();
    private final Map<Version, Rule.Content> old = new ConcurrentHashMap<>();

    RuleBooks(RuleRows store) {
        this.store = store;
    }

    RuleBook of(Tx tx) {
        // Before the rules are read: what changes in between is read again the next time.
        long edition = store.edition(tx);
        RuleBook known = current.get(tx.tenant());
        if (known == null || known.edition() != edition) {
            known = new RuleBook(edition, store.active(tx));
            current.put(tx.tenant(), known);
        }
        return known;
    }

    /** What a version of a rule says; empty only where nothing was kept of it. */
    Optional<Rule.Content> content(Tx tx, UUID rule, int version) {
        var key = new Version(rule, version);
        Rule.Content known = old.get(key);
        if (known == null) {
            known = store.content(tx, rule, version).orElse(null);
            if (known == null) {
                return Optional.empty();
            }
            if (old.size() >= MOST_OLD) {
                old.clear();
            }
            old.put(key, known);
        }
        return Optional.of(known);
    }
}
