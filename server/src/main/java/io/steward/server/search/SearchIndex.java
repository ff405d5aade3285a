package io.steward.server.search;

import io.steward.server.platform.StewardSettings;
import io.steward.server.platform.TenantId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The index: ranked, forgiving of typing errors, as one types. Each tenant's records carry its number as a filter; those of one
 * kind have fields of their own, so that a search for a kind need not leave out the others.
 */
@Component
public class SearchIndex implements AutoCloseable {
    private static final String TENANT = "tenant";
    private static final String ID = "id";
    private static final String CURSOR = "cursor";
    private static final int MANY = 100;

    /** What the fields of the index mean; an index of another layout is built anew. */
    private static final Map.Entry<String, String> LAYOUT = Map.entry("layout", "2");

    /** A record that was found, best first. */
    public record Hit(UUID id, String snippet) {}

    private final org.apache.lucene.store.Directory directory;
    private final org.apache.lucene.analysis.Analyzer analyzer =
            new org.apache.lucene.analysis.standard.StandardAnalyzer();
    private final org.apache.lucene.index.IndexWriter writer;
    private final org.apache.lucene.search.SearcherManager searchers;
    private final Map<String, String> committed = new ConcurrentHashMap<>();
    private volatile boolean filling;

    SearchIndex(StewardSettings settings) throws IOException {
        directory = org.apache.lucene.store.FSDirectory.open(
                settings.dataFolder().toAbsolutePath().resolve("search"));
        var config = new org.apache.lucene.index.IndexWriterConfig(analyzer);
        config.setRAMBufferSizeMB(48);
        config.setOpenMode(org.apache.lucene.index.IndexWriterConfig.OpenMode.CREATE_OR_APPEND);
        writer = new org.apache.lucene.index.IndexWriter(directory, config);
        var data = writer.getLiveCommitData();
        if (data != null) {
            data.forEach(e -> committed.put(e.getKey(), e.getValue()));
        }
        if (!committed.entrySet().contains(LAYOUT)) {
            writer.deleteAll();
            committed.clear();
            committed.put(LAYOUT.getKey(), LAYOUT.getValue());
        }
        searchers = new org.apache.lucene.search.SearcherManager(writer, null);
    }

    /** How far the tenant's journal is in the index on disk. */
    OptionalLong cursor(TenantId tenant) {
        String seq = committed.get(CURSOR + tenant.value());
        return seq == null ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(seq));
    }

    /** Whether changes come in by the hundred, as during an import. */
    boolean isFilling() {
        return filling;
    }

    /** Told how many changes come in together. */
    void arriving(int changes) {
        filling = changes >= MANY;
    }

    /** Loads the records and puts them in: one at a time, so that what was loaded later is what stays. */
    synchronized void put(TenantId tenant, SearchSource source, Collection<UUID> ids) throws IOException {
        put(tenant, source.subjectKind(), source.load(tenant, ids));
    }

    private void put(TenantId tenant, String kind, List<Searchable> records) throws IOException {
        for (Searchable r : records) {
            var document = new org.apache.lucene.document.Document();
            document.add(new org.apache.lucene.document.StringField(
                    ID, r.id().toString(), org.apache.lucene.document.Field.Store.YES));
            document.add(new org.apache.lucene.document.StringField(
                    TENANT, tenant(tenant), org.apache.lucene.document.Field.Store.NO));
            document.add(new org.apache.lucene.document.StringField(
                    kind + Typed.NUMBER,
                    r.number().toLowerCase(Locale.ROOT),
                    org.apache.lucene.document.Field.Store.NO));
            text(document, kind + Typed.TITLE, r.title());
            text(document, kind + Typed.PEOPLE, r.people());
            text(document, kind + Typed.WORDS, words(r));
            writer.updateDocument(new org.apache.lucene.index.Term(ID, r.id().toString()), document);
        }
    }

    /**
     * All words in one field: skipping what cannot be among the best works well within one field only. What counts more is in
     * it more often.
     */
    private static String words(Searchable r) {
        return String.join("\n", r.title(), r.title(), r.title(), r.people(), r.people(), r.text());
    }

    private static void text(org.apache.lucene.document.Document document, String name, String value) {
        document.add(new org.apache.lucene.document.TextField(name, value, org.apache.lucene.document.Field.Store.NO));
    }

    /** Writes to disk together with how far the journal is in it. */
    void commit(TenantId tenant, long seq) throws IOException {
        committed.put(CURSOR + tenant.value(), Long.toString(seq));
        writer.setLiveCommitData(committed.entrySet());
        writer.commit();
    }

    /**
     * The best hits for what somebody typed; the last word may be unfinished. Records that have the very words come first,
     * and only when they are too few is it asked what is meant: skipping all that cannot be among the best works for terms only.
     */
    public List<UUID> find(TenantId tenant, String kind, String typed, int most) {
        var words = new Typed(analyzer, kind);
        var found = new LinkedHashSet<>(run(tenant, words.exact(typed), most));
        if (found.size() < most) {
            found.addAll(run(tenant, words.meant(typed), most));
        }
        return found.stream().limit(most).toList();
    }

    /** The records whose words are most like these. */
    public List<UUID> like(TenantId tenant, String kind, String text, int most) {
        return run(tenant, new Typed(analyzer, kind).anyOf(text), most);
    }

    private List<UUID> run(TenantId tenant, org.apache.lucene.search.@Nullable Query words, int most) {
        if (words == null) {
            return List.of();
        }
        try {
            var searcher = searchers.acquire();
            try {
                var ids = new ArrayList<UUID>();
                var fields = searcher.storedFields();
                var found = searcher.search(
                        of(tenant, words, searcher.getIndexReader()),
                        new org.apache.lucene.search.TopScoreDocCollectorManager(most, null, most));
                for (var hit : found.scoreDocs) {
                    ids.add(UUID.fromString(fields.document(hit.doc, Set.of(ID)).get(ID)));
                }
                return ids;
            } finally {
                searchers.release(searcher);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Only the tenant's records; there is nothing to leave out when every record in the index is the tenant's. */
    private static org.apache.lucene.search.Query of(
            TenantId tenant, org.apache.lucene.search.Query words, org.apache.lucene.index.IndexReader reader)
            throws IOException {
        var own = new org.apache.lucene.index.Term(TENANT, tenant(tenant));
        if (reader.docFreq(own) == reader.maxDoc()) {
            return words;
        }
        return new org.apache.lucene.search.BooleanQuery.Builder()
                .add(words, org.apache.lucene.search.BooleanClause.Occur.MUST)
                .add(new org.apache.lucene.search.TermQuery(own), org.apache.lucene.search.BooleanClause.Occur.FILTER)
                .build();
    }

    /** Makes all that was put visible. */
    void refresh() {
        try {
            searchers.maybeRefreshBlocking();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String tenant(TenantId tenant) {
        return Integer.toString(tenant.value());
    }

    @Override
    public void close() throws IOException {
        searchers.close();
        writer.close();
        directory.close();
    }
}
