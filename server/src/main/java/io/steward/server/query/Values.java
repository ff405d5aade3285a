package io.steward.server.query;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What the values of a field are called: names into values, values into names, and names to offer while typing. */
public interface Values {
    /** The values that a written name stands for; empty when there is none such. */
    List<Object> resolve(QueryScope scope, String written);

    /** What to offer for what was typed so far. */
    List<Suggestion> suggest(QueryScope scope, String typed);

    /** How people read these values. */
    Map<Object, Label> labels(QueryScope scope, Collection<?> values);

    /** {@code text} is written into the query, {@code label} is shown. */
    record Suggestion(String text, String label) {}

    record Label(String name, @Nullable String colour) {}

    /** One of a known set. @param names what it may also be called */
    record Option(
            Object value,
            String label,
            List<String> names,
            @Nullable String colour) {
        public Option(Object value, String label, String... names) {
            this(value, label, List.of(names), null);
        }

        boolean isCalled(String written) {
            return label.equalsIgnoreCase(written)
                    || names.stream().anyMatch(n -> n.equalsIgnoreCase(written))
                    || value.toString().equalsIgnoreCase(written);
        }
    }

    /** As written, without names of their own. */
    Values PLAIN = of(s -> List.of());

    /** A known set; several may share a name, which then stands for all of them. */
    static Values of(Function<QueryScope, List<Option>> options) {
        return new Values() {
            @Override
            public List<Object> resolve(QueryScope scope, String written) {
                return options.apply(scope).stream()
                        .filter(o -> o.isCalled(written))
                        .map(Option::value)
                        .distinct()
                        .toList();
            }

            @Override
            public List<Suggestion> suggest(QueryScope scope, String typed) {
                var labels = new LinkedHashSet<String>();
                options.apply(scope).stream()
                        .map(Option::label)
                        .filter(l -> l.toLowerCase(Locale.ROOT).contains(typed))
                        .forEach(labels::add);
                return labels.stream().map(l -> new Suggestion(l, l)).toList();
            }

            @Override
            public Map<Object, Label> labels(QueryScope scope, Collection<?> values) {
                var all = new HashMap<Object, Label>();
                for (Option o : options.apply(scope)) {
                    if (values.contains(o.value())) {
                        all.putIfAbsent(o.value(), new Label(o.label(), o.colour()));
                    }
                }
                return all;
            }
        };
    }
}
