package io.steward.server.ticket;

import io.steward.server.identity.People;
import io.steward.server.platform.Database;
import io.steward.server.platform.TenantId;
import java.util.List;
import org.springframework.stereotype.Component;

/** Finds people by what is written of them in a query: e-mail address or full name. */
@Component
class PersonNames {
    private final People people;
    private final Database database;

    PersonNames(People people, Database database) {
        this.people = people;
        this.database = database;
    }

    List<Object> ids(TenantId tenant, String written) {
        return database.read(tenant, tx -> {
            if (written.contains("@")) {
                return people.byEmail(tx, written)
                        .<List<Object>>map(p -> List.of(p.id()))
                        .orElse(List.of());
            }
            return people.named(tx, written);
        });
    }
}
