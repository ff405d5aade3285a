package io.steward.server.ticket;

import io.steward.server.identity.Desk;
import io.steward.server.platform.Context;
import io.steward.server.platform.Json;
import io.steward.server.platform.Problem;
import io.steward.server.platform.Tx;
import io.steward.server.ticket.spi.DeskTemplates;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** What a new desk comes with; the room above that reads configurations has it. */
@Component
public class Templates {
    private final ObjectProvider<DeskTemplates> files;

    Templates(ObjectProvider<DeskTemplates> files) {
        this.files = files;
    }

    /** The templates there are. */
    public List<DeskTemplates.Offer> offers() {
        return files.getObject().offers();
    }

    /** Creates a desk with all its template holds, a blank one if none is named. */
    public Desk create(Tx tx, Context context, @Nullable String name, @Nullable String key, @Nullable String template) {
        String which = template == null ? "blank" : template;
        DeskTemplates all = files.getObject();
        var keys = all.offers().stream().map(DeskTemplates.Offer::key).toList();
        if (!keys.contains(which)) {
            throw Problem.invalid("template", "unknown", "One of " + String.join(", ", keys));
        }
        return all.create(tx, context, name, key, which);
    }

    /** The workflow and priorities of a type that is made from nothing. */
    static TicketType.Definition blank() {
        try (InputStream in = Templates.class.getResourceAsStream("/ticket/blank.json")) {
            return Json.read(
                    new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8),
                    TicketType.Definition.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
