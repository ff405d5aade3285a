package io.steward.server.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Turns what a person typed into a Lucene query for records of one kind; nothing they type is query syntax. */
final class Typed {
    static final String NUMBER = ".number";
    static final String TITLE = ".title";
    static final String PEOPLE = ".people";
    static final String WORDS = ".words";

    private static final int MOST_WORDS = 12;

    private final org.apache.lucene.analysis.Analyzer analyzer;
    private final String kind;

    Typed(org.apache.lucene.analysis.Analyzer analyzer, String kind) {
        this.analyzer = analyzer;
        this.kind = kind;
    }

    /** Every word must be there as it is written; or it is a number. */
    org.apache.lucene.search.@Nullable Query exact(String typed) {
        var all = allOf(words(typed, MOST_WORDS), this::asWritten);
        if (all == null) {
            return null;
        }
        String number = typed.strip().toLowerCase(Locale.ROOT);
        return new org.apache.lucene.search.DisjunctionMaxQuery(List.of(all, boost(term(NUMBER, number), 50)), 0);
    }

    /** Every word must be there: exactly, with one or two letters wrong, or (the last) as a beginning. */
    org.apache.lucene.search.@Nullable Query meant(String typed) {
        List<String> words = words(typed, MOST_WORDS);
        String last = words.isEmpty() ? "" : words.getLast();
        return allOf(words, w -> word(w, w.equals(last)));
    }

    private static org.apache.lucene.search.@Nullable Query allOf(
            List<String> words, Function<String, org.apache.lucene.search.Query> of) {
        if (words.isEmpty()) {
            return null;
        }
        if (words.size() == 1) {
            return of.apply(words.getFirst());
        }
        var all = new org.apache.lucene.search.BooleanQuery.Builder();
        words.forEach(w -> all.add(of.apply(w), org.apache.lucene.search.BooleanClause.Occur.MUST));
        return all.build();
    }

    /** At least two of the words, if there are two. */
    org.apache.lucene.search.@Nullable Query anyOf(String text) {
        var words = new LinkedHashSet<>(words(text, 25));
        words.removeIf(w -> w.length() < 3);
        if (words.isEmpty()) {
            return null;
        }
        var any = new org.apache.lucene.search.BooleanQuery.Builder();
        for (String word : words) {
            any.add(boost(term(TITLE, word), 3), org.apache.lucene.search.BooleanClause.Occur.SHOULD);
            any.add(asWritten(word), org.apache.lucene.search.BooleanClause.Occur.SHOULD);
        }
        any.setMinimumNumberShouldMatch(Math.min(2, words.size()));
        return any.build();
    }

    private org.apache.lucene.search.Query asWritten(String word) {
        return term(WORDS, word);
    }

    private org.apache.lucene.search.Query word(String word, boolean last) {
        var forms = new ArrayList<>(List.of(asWritten(word)));
        if (last && word.length() >= 2) {
            forms.add(boost(prefix(TITLE, word), 1.5f));
            forms.add(boost(prefix(PEOPLE, word), 1));
        }
        if (word.length() >= 5) {
            forms.add(boost(fuzzy(TITLE, word), 0.5f));
            forms.add(boost(fuzzy(PEOPLE, word), 0.3f));
        }
        return new org.apache.lucene.search.DisjunctionMaxQuery(forms, 0);
    }

    private org.apache.lucene.search.Query term(String field, String word) {
        return new org.apache.lucene.search.TermQuery(new org.apache.lucene.index.Term(kind + field, word));
    }

    private org.apache.lucene.search.Query prefix(String field, String word) {
        return new org.apache.lucene.search.PrefixQuery(new org.apache.lucene.index.Term(kind + field, word));
    }

    private org.apache.lucene.search.Query fuzzy(String field, String word) {
        int edits = word.length() >= 8 ? 2 : 1;
        return new org.apache.lucene.search.FuzzyQuery(
                new org.apache.lucene.index.Term(kind + field, word), edits, 1, 30, true);
    }

    private static org.apache.lucene.search.Query boost(org.apache.lucene.search.Query query, float by) {
        return new org.apache.lucene.search.BoostQuery(query, by);
    }

    private List<String> words(String text, int most) {
        var words = new ArrayList<String>();
        String bounded = text.length() > 2_000 ? text.substring(0, 2_000) : text;
        try (var stream = analyzer.tokenStream("text", bounded)) {
            var term = stream.addAttribute(org.apache.lucene.analysis.tokenattributes.CharTermAttribute.class);
            stream.reset();
            while (stream.incrementToken() && words.size() < most) {
                words.add(term.toString());
            }
            stream.end();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return words;
    }
}
