package io.steward.server.ticket;

import io.steward.server.identity.Desk;
import io.steward.server.identity.Desks;
import io.steward.server.platform.Context;
import io.steward.server.platform.Ids;
import io.steward.server.platform.Json;
import io.steward.server.platform.Problem;
import io.steward.server.platform.Tx;
import io.steward.server.ticket.spi.DeskContents;
import io.steward.server.ticket.spi.DeskContents.QueueData;
import io.steward.server.ticket.store.TypeStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What a new desk comes with, as data: ticket types, categories, teams and queues. */
@Component
public class Templates {
    private static final List<String> KEYS = List.of("it", "hr", "blank");

    /** What a template is for, to choose by. */
    public record Offer(String key, String name, String description) {}

    record TypeData(
            String key,
            String kind,
            String name,
            String prefix,
            boolean portal,
            String portalName,
            String portalHint) {}

    record Template(
            String name,
            String description,
            List<TicketType.Status> statuses,
            Map<String, List<String>> transitions,
            String initial,
            List<List<Integer>> priorityMatrix,
            List<TypeData> types,
            List<String> categories,
            List<String> teams,
            List<QueueData> queues) {}

    private final Desks desks;
    private final TypeStore store;
    private final Types types;
    private final List<DeskContents> contents;

    Templates(Desks desks, TypeStore store, Types types, List<DeskContents> contents) {
        this.desks = desks;
        this.store = store;
        this.types = types;
        this.contents = contents;
    }

    /** The templates there are. */
    public List<Offer> offers() {
        return KEYS.stream()
                .map(key -> {
                    Template t = load(key);
                    return new Offer(key, t.name(), t.description());
                })
                .toList();
    }

    /** Creates a desk with all its template holds. */
    public Desk create(Tx tx, Context context, @Nullable String name, @Nullable String key, @Nullable String template) {
        String which = template == null ? "blank" : template;
        if (!KEYS.contains(which)) {
            throw Problem.invalid("template", "unknown", "One of " + String.join(", ", KEYS));
        }
        Template t = load(which);
        Desk desk = desks.create(tx, context, name, key, which);
        var prefixes = new HashSet<String>();
        store.types(tx).forEach(type -> prefixes.add(type.prefix()));
        int position = 0;
        for (TypeData d : t.types()) {
            var definition = definition(t);
            String prefix = free(d.prefix(), prefixes);
            store.insert(
                    tx,
                    new TicketType(
                            Ids.next(),
                            desk.id(),
                            d.key(),
                            d.kind(),
                            d.name(),
                            prefix,
                            d.portal(),
                            d.portalName(),
                            d.portalHint(),
                            true,
                            null,
                            null,
                            definition,
                            1),
                    position++);
        }
        t.categories().forEach(c -> store.insert(tx, new Category(Ids.next(), desk.id(), null, c, true, 1)));
        t.teams().forEach(team -> desks.createTeam(tx, context, desk.id(), team, List.of()));
        contents.forEach(c -> c.fill(tx, context, desk.id(), t.queues()));
        types.forgetAfter(tx);
        return desk;
    }

    /** The workflow and priorities of a type that is made from nothing. */
    static TicketType.Definition blank() {
        return definition(load("blank"));
    }

    private static TicketType.Definition definition(Template t) {
        return new TicketType.Definition(
                t.statuses(),
                transitions(t),
                t.initial(),
                t.priorityMatrix(),
                List.of(),
                TicketType.Forms.EMPTY,
                false);
    }

    /** Templates say where each status leads; one transition for each status led to comes of it. */
    private static List<Transition> transitions(Template t) {
        return t.statuses().stream()
                .map(to -> Transition.plain(
                        to,
                        t.statuses().stream()
                                .map(TicketType.Status::key)
                                .filter(from -> t.transitions()
                                        .getOrDefault(from, List.of())
                                        .contains(to.key()))
                                .toList()))
                .filter(transition -> !transition.from().isEmpty())
                .toList();
    }

    /** Two desks of one template count their tickets apart. */
    private static String free(String prefix, Set<String> taken) {
        String candidate = prefix;
        for (char letter = 'A'; !taken.add(candidate) && letter <= 'Z'; letter++) {
            candidate = prefix + letter;
        }
        return candidate;
    }

    private static Template load(String name) {
        try (InputStream in = Templates.class.getResourceAsStream("/ticket/templates/" + name + ".json")) {
            return Json.read(
                    new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8), Template.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
