package io.steward.server.demo;

import io.steward.server.platform.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What people of the demo write about, from {@code demo/demo.json}. */
record Script(
        List<Kind> kinds,
        List<String> firstNames,
        List<String> lastNames,
        Map<String, List<String>> words,
        List<String> praise,
        List<String> complaint,
        List<String> back,
        List<String> more,
        List<String> thanks) {

    /** One kind of request: how often it comes, how long it usually takes, in hours; each title has its own text and fix. */
    record Kind(
            String desk,
            String type,
            String category,
            String team,
            int impact,
            int urgency,
            double hours,
            int weight,
            List<String> titles,
            List<String> texts,
            List<String> answers,
            List<String> fixes,
            List<String> notes,
            List<String> tags) {}

    private static final Pattern GAP = Pattern.compile("\\{(\\w+)}");

    static Script load() {
        try (InputStream in = Script.class.getResourceAsStream("/demo/demo.json")) {
            return Json.read(
                    new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8), Script.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Kind kind(Random random) {
        int at = random.nextInt(kinds.stream().mapToInt(Kind::weight).sum());
        for (Kind kind : kinds) {
            at -= kind.weight();
            if (at < 0) {
                return kind;
            }
        }
        throw new IllegalStateException("weights are positive");
    }

    static String one(List<String> of, Random random) {
        return of.get(random.nextInt(of.size()));
    }

    /** Several texts with the same words in their gaps. */
    List<String> filled(Random random, String... texts) {
        long seed = random.nextLong();
        return java.util.Arrays.stream(texts)
                .map(t -> filled(t, new Random(seed)))
                .toList();
    }

    private String filled(String text, Random random) {
        var chosen = new java.util.HashMap<String, String>();
        // In a fixed order, so that every text of a ticket speaks of the same place.
        new java.util.TreeMap<>(words).forEach((gap, all) -> chosen.put(gap, one(all, random)));
        chosen.put("name", one(firstNames, random) + " " + one(lastNames, random));
        Matcher gaps = GAP.matcher(text);
        String full = gaps.replaceAll(m -> Matcher.quoteReplacement(chosen.getOrDefault(m.group(1), m.group())));
        return full.substring(0, 1).toUpperCase(Locale.ROOT) + full.substring(1);
    }
}
