package io.steward.server.ticket.rules.formula;

import static io.steward.server.ticket.rules.formula.FormulaType.NUMBER;
import static io.steward.server.ticket.rules.formula.FormulaType.TEXT;
import static io.steward.server.ticket.rules.formula.FormulaType.YES_NO;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a formula by recursive descent, checking types on the way. From weakest: or, and, not, comparison, &amp;, + -, * / %, sign. */
final class Parser {
    private static final int LONGEST = 2_000;
    private static final int DEEPEST = 50;
    private static final Pattern TOKEN = Pattern.compile(
            "\\s*(?:(\\d+(?:\\.\\d+)?)|\"((?:[^\"\\\\]|\\\\.)*)\"|([A-Za-z_][A-Za-z0-9_]*)|(<=|>=|!=|<>|[-+*/%&=<>(),]))");

    private record Token(
            @Nullable String number,
            @Nullable String text,
            @Nullable String name,
            String op,
            int at,
            int length) {}

    private final List<Token> tokens = new ArrayList<>();
    private final Map<String, FormulaType> fields;
    private final Set<String> references = new LinkedHashSet<>();
    private final int end;
    private int position;
    private int depth;

    Parser(String source, Map<String, FormulaType> fields) {
        this.fields = fields;
        this.end = source.length();
        if (source.length() > LONGEST) {
            throw new FormulaError(LONGEST, 1, "A formula has at most " + LONGEST + " characters");
        }
        Matcher m = TOKEN.matcher(source);
        int at = 0;
        while (!source.substring(at).isBlank()) {
            if (!m.find(at) || m.start() != at) {
                String rest = source.substring(at);
                throw new FormulaError(at + rest.length() - rest.stripLeading().length(), 1, "This cannot be read");
            }
            int start =
                    m.start() + (m.group().length() - m.group().stripLeading().length());
            tokens.add(new Token(
                    m.group(1), m.group(2), m.group(3), m.group(4) == null ? "" : m.group(4), start, m.end() - start));
            at = m.end();
        }
    }

    Set<String> references() {
        return references;
    }

    Node whole() {
        if (tokens.isEmpty()) {
            throw new FormulaError(0, 1, "A formula, please");
        }
        Node node = or();
        if (position < tokens.size()) {
            throw error(tokens.get(position), "This is not expected here");
        }
        return node;
    }

    private Node or() {
        Node left = and();
        while (word("or")) {
            left = new Node.Logic(false, yesNo(left), yesNo(and()));
        }
        return left;
    }

    private Node and() {
        Node left = not();
        while (word("and")) {
            left = new Node.Logic(true, yesNo(left), yesNo(not()));
        }
        return left;
    }

    private Node not() {
        return word("not") ? new Node.Negation(yesNo(deeper(this::not))) : comparison();
    }

    private Node comparison() {
        Node left = joined();
        Token t = peek();
        if (t != null && List.of("=", "!=", "<>", "<", "<=", ">", ">=").contains(t.op())) {
            position++;
            Node right = joined();
            same(t, left, right);
            return new Node.Comparison(t.op().equals("<>") ? "!=" : t.op(), left, right);
        }
        return left;
    }

    private Node joined() {
        Node left = sum();
        while (op("&")) {
            left = new Node.Join(left, sum());
        }
        return left;
    }

    private Node sum() {
        Node left = product();
        for (Token t = peek(); t != null && (t.op().equals("+") || t.op().equals("-")); t = peek()) {
            position++;
            left = new Node.Arithmetic(t.op().charAt(0), numeric(t, left), numeric(t, product()));
        }
        return left;
    }

    private Node product() {
        Node left = sign();
        for (Token t = peek(); t != null && List.of("*", "/", "%").contains(t.op()); t = peek()) {
            position++;
            left = new Node.Arithmetic(t.op().charAt(0), numeric(t, left), numeric(t, sign()));
        }
        return left;
    }

    private Node sign() {
        Token t = peek();
        if (t != null && op("-")) {
            return new Node.Negation(numeric(t, deeper(this::sign)));
        }
        return atom();
    }

    private Node atom() {
        Token t = next("A value");
        if (t.number() != null) {
            return new Node.Literal(NUMBER, Double.valueOf(t.number()));
        }
        if (t.text() != null) {
            return new Node.Literal(TEXT, t.text().replaceAll("\\\\(.)", "$1"));
        }
        if (t.op().equals("(")) {
            Node node = deeper(this::or);
            close();
            return node;
        }
        if (t.name() == null) {
            throw error(t, "A value, please");
        }
        String name = t.name().toLowerCase(Locale.ROOT);
        if (op("(")) {
            return call(t, name);
        }
        if (name.equals("true") || name.equals("yes") || name.equals("false") || name.equals("no")) {
            return new Node.Literal(YES_NO, name.equals("true") || name.equals("yes"));
        }
        FormulaType type = fields.get(name);
        if (type == null) {
            throw error(t, "There is no field " + t.name());
        }
        references.add(name);
        return new Node.Reference(type, name);
    }

    private Node call(Token t, String name) {
        var function = Functions.ALL.get(name);
        if (function == null) {
            throw error(t, "There is no function " + t.name());
        }
        var arguments = new ArrayList<Node>();
        if (!op(")")) {
            do {
                arguments.add(deeper(this::or));
            } while (op(","));
            close();
        }
        var parameters = function.parameters();
        boolean fits = function.many()
                ? arguments.size() >= 1 && arguments.size() <= 50
                : arguments.size() == parameters.size();
        if (!fits) {
            throw error(t, name + " takes " + (function.many() ? "one or more values" : parameters.size() + " values"));
        }
        FormulaType any = null;
        for (int i = 0; i < arguments.size(); i++) {
            FormulaType wanted = parameters.get(Math.min(i, parameters.size() - 1));
            FormulaType given = arguments.get(i).type();
            if (wanted == null) {
                any = any == null ? given : any;
                wanted = any;
            }
            if (given != wanted) {
                throw error(t, name + " takes a " + words(wanted) + " as value " + (i + 1) + ", not a " + words(given));
            }
        }
        FormulaType result = function.result();
        if (result == null) {
            result = any == null ? TEXT : any;
        }
        return new Node.Call(result, function, arguments);
    }

    private Node deeper(java.util.function.Supplier<Node> what) {
        if (++depth > DEEPEST) {
            throw new FormulaError(Math.max(0, end - 1), 1, "This is nested too deeply");
        }
        Node node = what.get();
        depth--;
        return node;
    }

    private Node yesNo(Node node) {
        if (node.type() != YES_NO) {
            Token t = tokens.get(Math.max(0, position - 1));
            throw error(t, "A yes or no is needed here, not a " + words(node.type()));
        }
        return node;
    }

    private static Node numeric(Token at, Node node) {
        if (node.type() != NUMBER) {
            throw error(at, at.op() + " is for numbers; texts are joined by &, dates are moved by add_days");
        }
        return node;
    }

    private static void same(Token at, Node left, Node right) {
        if (left.type() != right.type()) {
            throw error(at, "A " + words(left.type()) + " cannot be compared with a " + words(right.type()));
        }
    }

    private static String words(FormulaType type) {
        return switch (type) {
            case NUMBER -> "number";
            case TEXT -> "text";
            case DATE -> "date";
            case YES_NO -> "yes or no";
        };
    }

    private @Nullable Token peek() {
        return position < tokens.size() ? tokens.get(position) : null;
    }

    private Token next(String wanted) {
        Token t = peek();
        if (t == null) {
            throw new FormulaError(end, 1, wanted + " is missing");
        }
        position++;
        return t;
    }

    private boolean op(String op) {
        Token t = peek();
        boolean is = t != null && t.op().equals(op);
        position += is ? 1 : 0;
        return is;
    }

    private boolean word(String word) {
        Token t = peek();
        boolean is = t != null && word.equalsIgnoreCase(t.name());
        position += is ? 1 : 0;
        return is;
    }

    private void close() {
        Token t = next("A closing bracket");
        if (!t.op().equals(")")) {
            throw error(t, "A closing bracket is missing");
        }
    }

    private static FormulaError error(Token t, String message) {
        return new FormulaError(t.at(), Math.max(1, t.length()), message);
    }
}
