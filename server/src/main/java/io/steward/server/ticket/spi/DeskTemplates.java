package io.steward.server.ticket.spi;

import io.steward.server.identity.Desk;
import io.steward.server.platform.Context;
import io.steward.server.platform.Tx;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The templates that new desks are made from. */
public interface DeskTemplates {
    /** What a template is for, to choose by. */
    record Offer(String key, String name, String description) {}

    /** All of them, in the order in which they are to be shown. */
    List<Offer> offers();

    /** Makes a desk with all that the template holds, in this transaction. */
    Desk create(Tx tx, Context context, @Nullable String name, @Nullable String key, String template);
}
