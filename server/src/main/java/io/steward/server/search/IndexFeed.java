package io.steward.server.search;

import io.steward.server.journal.Entry;
import io.steward.server.journal.JournalTail;
import io.steward.server.platform.TenantId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Keeps the index in step with the journal; builds it anew for a tenant it knows nothing of. */
@Component
class IndexFeed implements JournalTail {
    private static final Logger LOG = LoggerFactory.getLogger(IndexFeed.class);
    private static final Duration COMMIT_EVERY = Duration.ofSeconds(20);

    private final SearchIndex index;
    private final List<SearchSource> sources;
    private final Refill refill;
    private final Clock clock;
    private final Map<TenantId, Instant> lastCommit = new ConcurrentHashMap<>();

    IndexFeed(SearchIndex index, List<SearchSource> sources, Refill refill, Clock clock) {
        this.index = index;
        this.sources = sources;
        this.refill = refill;
        this.clock = clock;
    }

    @Override
    public long startsAt(TenantId tenant, long now) {
        var cursor = index.cursor(tenant);
        if (cursor.isPresent()) {
            return cursor.getAsLong();
        }
        // Not from the journal's beginning: that would load each record as often as something happened to it.
        refill.begin(tenant, now);
        return now;
    }

    @Override
    public void accept(TenantId tenant, List<Entry> entries) {
        index.arriving(entries.size());
        try {
            for (SearchSource source : sources) {
                var ids = entries.stream()
                        .filter(e -> e.subjectKind().equals(source.subjectKind()))
                        .map(Entry::subjectId)
                        .collect(Collectors.toCollection(LinkedHashSet::new));
                if (!ids.isEmpty()) {
                    index.put(tenant, source, ids);
                }
            }
            Instant now = clock.instant();
            if (!refill.isFilling(tenant)
                    && lastCommit
                            .getOrDefault(tenant, Instant.MIN)
                            .plus(COMMIT_EVERY)
                            .isBefore(now)) {
                index.commit(tenant, entries.getLast().seq());
                lastCommit.put(tenant, now);
            }
        } catch (IOException e) {
            LOG.error("The search index cannot be written", e);
            throw new UncheckedIOException(e);
        }
    }
}
