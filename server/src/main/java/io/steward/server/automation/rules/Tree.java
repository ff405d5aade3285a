package io.steward.server.automation.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import tools.jackson.databind.JsonNode;

/** The actions of a rule as a tree: lists of them stand in branches and in what is done for each. */
public final class Tree {
    public static final int MOST = 100;
    public static final int MOST_IN_LIST = 50;
    public static final int DEEPEST = 4;

    private Tree() {}

    /** The list of actions at a place such as {@code actions[2].cases[0].actions}; missing where there is none. */
    public static JsonNode list(JsonNode actions, String place) {
        if (place.equals("actions")) {
            return actions;
        }
        JsonNode at = actions;
        String rest = place.substring("actions".length());
        for (String part : rest.split("(?=\\[)|\\.")) {
            if (part.isEmpty()) {
                continue;
            }
            at = part.startsWith("[") ? at.path(Integer.parseInt(part.substring(1, part.length() - 1))) : at.path(part);
        }
        return at;
    }

    /** The places of the lists that are inside an action. */
    public static List<String> inside(JsonNode action, String path) {
        var all = new ArrayList<String>();
        switch (action.path("kind").asString("")) {
            case "branch" -> {
                for (int i = 0; i < action.path("cases").size(); i++) {
                    all.add(path + ".cases[" + i + "].actions");
                }
                all.add(path + ".otherwise");
            }
            case "each" -> all.add(path + ".actions");
            default -> {
                // Has none.
            }
        }
        return all;
    }

    /** Every action with its path, in the order in which they are written. */
    public static void visit(JsonNode actions, BiConsumer<String, JsonNode> use) {
        visit(actions, actions, "actions", 0, use);
    }

    private static void visit(JsonNode all, JsonNode list, String place, int depth, BiConsumer<String, JsonNode> use) {
        for (int i = 0; i < list.size() && depth <= DEEPEST; i++) {
            String path = place + "[" + i + "]";
            JsonNode action = list.get(i);
            use.accept(path, action);
            for (String inner : inside(action, path)) {
                visit(all, list(all, inner), inner, depth + 1, use);
            }
        }
    }
}
