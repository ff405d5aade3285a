package io.steward.server.search;

import io.steward.server.platform.Loop;
import io.steward.server.platform.TenantId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Fills an index that is new or was lost from the records as they are, some at a time, while the journal feeds it with what changes
 * meanwhile. One that was interrupted begins anew: how far the journal is in the index is written down only when it is full.
 */
@Component
class Refill extends Loop {
    private static final Logger LOG = LoggerFactory.getLogger(Refill.class);
    private static final int AT_ONCE = 200;

    /** Where a tenant's filling stands. */
    private static final class Place {
        final Iterator<SearchSource> sources;

        @Nullable
        SearchSource source;

        @Nullable
        UUID last;

        long records;
        final long from;

        Place(List<SearchSource> sources, long from) {
            this.sources = sources.iterator();
            this.from = from;
        }
    }

    private final SearchIndex index;
    private final List<SearchSource> sources;
    private final Map<TenantId, Place> open = new ConcurrentHashMap<>();

    Refill(SearchIndex index, List<SearchSource> sources) {
        super("search-refill", Duration.ofSeconds(2));
        this.index = index;
        this.sources = sources;
    }

    /** @param from the journal's entry after which the index is fed */
    void begin(TenantId tenant, long from) {
        open.put(tenant, new Place(sources, from));
        ring();
    }

    boolean isFilling(TenantId tenant) {
        return open.containsKey(tenant);
    }

    @Override
    protected boolean turn() {
        try {
            for (var each : open.entrySet()) {
                if (isRunning() && !next(each.getKey(), each.getValue())) {
                    index.commit(each.getKey(), each.getValue().from);
                    open.remove(each.getKey());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return isRunning() && !open.isEmpty();
    }

    /** Some more; false when there are no more. */
    private boolean next(TenantId tenant, Place place) throws IOException {
        if (place.source == null) {
            if (!place.sources.hasNext()) {
                if (place.records > 0) {
                    LOG.info("The search index was filled with {} records", place.records);
                }
                return false;
            }
            place.source = place.sources.next();
            place.last = null;
        }
        SearchSource source = place.source;
        List<UUID> ids = source.next(tenant, place.last, AT_ONCE);
        if (ids.isEmpty()) {
            place.source = null;
            return true;
        }
        index.put(tenant, source, ids);
        place.last = ids.getLast();
        place.records += ids.size();
        return true;
    }
}
