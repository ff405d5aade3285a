package io.steward.server.blueprint;

import io.steward.server.blueprint.rules.Trouble;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * One part of a desk's file. A new part is a new bean of this kind; its {@code @Order} is its place in the file, and when it is applied: after
 * what it names. Everything goes through the faces of the rooms, and within one transaction.
 */
interface Section {
    String name();

    /** What a file says of a desk that has nothing of it. */
    default JsonNode none() {
        return JsonNodeFactory.instance.arrayNode();
    }

    /** What the desk has. */
    JsonNode export(Scope scope);

    /** What a file has, in the very form in which it would be exported. @param scope null when the desk is not there yet */
    JsonNode plan(@Nullable Scope scope, JsonNode given, Trouble trouble);

    /** Makes the desk as a planned section says. What cannot be carried out is thrown, and nothing stays of it. */
    void apply(Scope scope, JsonNode wanted, Trouble trouble);
}
