package io.steward.server.macro;

import io.steward.server.macro.rules.Variables;
import io.steward.server.platform.Check;
import io.steward.server.platform.Context;
import io.steward.server.platform.Tx;
import io.steward.server.ticket.Ticket;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Texts with variables for the rooms beside: the same variables as in macros. */
@Component
public class TextVariables {
    private final FilledText texts;

    TextVariables(FilledText texts) {
        this.texts = texts;
    }

    /** Finds fault with the variables of a text that is for tickets of a desk. */
    public void check(Context context, Check check, String field, String text, UUID desk) {
        List<String> unknown = Variables.unknown(text, texts.keys(context, desk));
        check.that(
                unknown.isEmpty(),
                field,
                "variable",
                "There is no such variable: "
                        + String.join(", ", unknown.stream().limit(5).toList()));
    }

    /** As safe HTML. */
    public String html(Tx tx, Context context, Ticket ticket, String html) {
        return texts.filled(tx, context, ticket, html);
    }

    /** As plain text. */
    public String plain(Tx tx, Context context, Ticket ticket, String text) {
        return texts.plain(tx, context, ticket, text);
    }
}
