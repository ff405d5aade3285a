package io.steward.server.oncall.work;

import io.steward.server.automation.spi.RuleAction;
import io.steward.server.oncall.Call;
import io.steward.server.oncall.Calls;
import io.steward.server.oncall.store.ChainStore;
import io.steward.server.platform.Check;
import io.steward.server.platform.Context;
import io.steward.server.platform.Problem;
import io.steward.server.platform.Tx;
import io.steward.server.ticket.Ticket;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The action of rules that calls a chain: {@code {"kind":"page","chain":id,"text":"…"}}. */
@Component
class PageAction implements RuleAction {
    private final Calls calls;
    private final ChainStore chains;

    PageAction(Calls calls, ChainStore chains) {
        this.calls = calls;
        this.chains = chains;
    }

    @Override
    public String kind() {
        return "page";
    }

    @Override
    public void define(Tx tx, UUID deskId, JsonNode action, Check check, String path) {
        boolean known = chain(action)
                .flatMap(id -> chains.find(tx, id))
                .filter(c -> c.deskId().equals(deskId))
                .isPresent();
        check.that(known, path + ".chain", "unknown", "The desk has no such chain");
        check.optional(path + ".text", action.path("text").asString(""), Call.LONGEST_TEXT);
    }

    @Override
    public Done run(Tx tx, Context context, Ticket ticket, JsonNode action, UUID stepId) {
        String text = Check.clean(action.path("text").asString(""));
        var begun = calls.trigger(
                tx,
                context,
                ticket.id(),
                chain(action).orElse(new UUID(0, 0)),
                text.length() <= Call.LONGEST_TEXT ? text : text.substring(0, Call.LONGEST_TEXT),
                Calls.RULE);
        String chain = begun.call().chainName();
        return new Done(
                begun.fresh() ? "Paged " + chain : chain + " is being paged already",
                Map.of("pageId", begun.call().id(), "fresh", begun.fresh()),
                new Words(begun.fresh() ? "paged" : "paged_already", Map.of("chain", chain)));
    }

    @Override
    public JsonNode named(Tx tx, UUID deskId, JsonNode action) {
        return chain(action)
                .flatMap(id -> chains.find(tx, id))
                .<JsonNode>map(c -> ((ObjectNode) action.deepCopy()).put("chain", c.name()))
                .orElse(action);
    }

    @Override
    public JsonNode identified(Tx tx, UUID deskId, JsonNode written) {
        String name = written.path("chain").asString("");
        return chains.ofDesk(tx, deskId).stream()
                .filter(c -> c.name().equals(name))
                .findFirst()
                .<JsonNode>map(c -> ((ObjectNode) written.deepCopy()).put("chain", c.id().toString()))
                .orElseThrow(() -> Problem.invalid("chain", "unknown", "The desk has no chain " + name));
    }

    private static Optional<UUID> chain(JsonNode action) {
        try {
            return Optional.of(UUID.fromString(action.path("chain").asString("")));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
