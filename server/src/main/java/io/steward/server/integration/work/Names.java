package io.steward.server.integration.work;

import io.steward.server.identity.Desks;
import io.steward.server.identity.Emails;
import io.steward.server.identity.People;
import io.steward.server.identity.PersonRef;
import io.steward.server.platform.Context;
import io.steward.server.platform.Ids;
import io.steward.server.platform.Secrets;
import io.steward.server.platform.Tx;
import io.steward.server.ticket.Types;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Finds or makes the people, teams and categories that imported rows name. */
@Component
class Names {
    private static final String DOMAIN = "@imported.invalid";

    private final People people;
    private final Desks desks;
    private final Types types;

    Names(People people, Desks desks, Types types) {
        this.people = people;
        this.desks = desks;
        this.types = types;
    }

    /** People by what the file calls them. A name without address gets one that can never be delivered (RFC 2606). */
    Map<String, UUID> people(Tx tx, Context context, Set<String> written) {
        var emails = new LinkedHashMap<String, String>();
        written.forEach(w -> emails.put(w, email(w)));
        var known = people.idsByEmail(tx, emails.values());
        var fresh = new LinkedHashMap<String, PersonRef>();
        emails.forEach((w, email) -> {
            if (!known.containsKey(email)) {
                fresh.putIfAbsent(email, new PersonRef(Ids.next(), w.length() > 200 ? w.substring(0, 200) : w, email));
            }
        });
        if (!fresh.isEmpty()) {
            people.createAll(tx, context, List.copyOf(fresh.values()));
        }
        var found = new HashMap<String, UUID>();
        emails.forEach((w, email) -> {
            PersonRef made = fresh.get(email);
            found.put(w, made == null ? Objects.requireNonNull(known.get(email)) : made.id());
        });
        return found;
    }

    private static String email(String written) {
        if (Emails.isGood(written)) {
            return Emails.key(written);
        }
        String slug = java.text.Normalizer.normalize(written.toLowerCase(Locale.ROOT), java.text.Normalizer.Form.NFKD)
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-|-$", "");
        String bounded = slug.length() > 40 ? slug.substring(0, 40) : slug;
        // Two names that only differ in other letters must not become one person.
        boolean plain = written.matches("[A-Za-z0-9 ]{1,40}");
        String tail = plain ? "" : "-" + HexFormat.of().formatHex(Secrets.sha256(written), 0, 4);
        return (bounded.isEmpty() ? "person" : bounded) + tail + DOMAIN;
    }

    Map<String, UUID> teams(Tx tx, Context context, UUID desk, Set<String> written) {
        var found = new HashMap<String, UUID>();
        desks.teams(tx.tenant()).stream()
                .filter(t -> t.deskId().equals(desk))
                .forEach(t -> found.put(t.name(), t.id()));
        for (String name : written) {
            found.computeIfAbsent(
                    name, n -> desks.createTeam(tx, context, desk, n, List.of()).id());
        }
        return found;
    }

    Map<String, UUID> categories(Tx tx, UUID desk, Set<String> written) {
        var found = new HashMap<String, UUID>();
        for (String name : written) {
            found.put(name, types.categoryNamed(tx, desk, name).id());
        }
        return found;
    }
}
