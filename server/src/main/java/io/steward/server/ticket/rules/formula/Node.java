package io.steward.server.ticket.rules.formula;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A formula as a tree whose types fit. */
sealed interface Node {
    FormulaType type();

    record Literal(FormulaType type, @Nullable Object value) implements Node {}

    record Reference(FormulaType type, String key) implements Node {}

    record Negation(Node of) implements Node {
        @Override
        public FormulaType type() {
            return of.type();
        }
    }

    record Arithmetic(char op, Node left, Node right) implements Node {
        @Override
        public FormulaType type() {
            return FormulaType.NUMBER;
        }
    }

    record Join(Node left, Node right) implements Node {
        @Override
        public FormulaType type() {
            return FormulaType.TEXT;
        }
    }

    record Comparison(String op, Node left, Node right) implements Node {
        @Override
        public FormulaType type() {
            return FormulaType.YES_NO;
        }
    }

    record Logic(boolean and, Node left, Node right) implements Node {
        @Override
        public FormulaType type() {
            return FormulaType.YES_NO;
        }
    }

    record Call(FormulaType type, Functions.Function function, List<Node> arguments) implements Node {}
}
