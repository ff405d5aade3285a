package io.steward.server.ticket.rules.formula;

import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A formula whose names and types are known to be good. */
public final class Formula {
    private final Node root;
    private final Set<String> references;

    private Formula(Node root, Set<String> references) {
        this.root = root;
        this.references = references;
    }

    /**
     * @param fields the types of what may be referred to, by key
     * @throws FormulaError with the place
     */
    public static Formula parse(String text, Map<String, FormulaType> fields) {
        var parser = new Parser(text, fields);
        Node root = parser.whole();
        return new Formula(root, parser.references());
    }

    public FormulaType type() {
        return root.type();
    }

    /** The keys that it refers to. */
    public Set<String> references() {
        return new LinkedHashSet<>(references);
    }

    /** @param values by key, of the types that were told; null is empty */
    public @Nullable Object evaluate(Function<String, @Nullable Object> values, LocalDate today) {
        return new Evaluation(values, today).of(root);
    }
}
