package io.steward.server.configuration.web;

import io.steward.server.configuration.Ci;
import io.steward.server.configuration.CiClasses;
import io.steward.server.configuration.CiStatus;
import io.steward.server.configuration.RelationKind;
import io.steward.server.configuration.Relationships;
import io.steward.server.identity.Directory;
import io.steward.server.identity.PersonRef;
import io.steward.server.identity.Units;
import io.steward.server.platform.Tx;
import io.steward.server.ticket.Ticket;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** CIs as the API shows them, with the names of what they refer to. */
@Component
class CiViews {
    private final CiClasses classes;
    private final Directory directory;
    private final Units units;

    CiViews(CiClasses classes, Directory directory, Units units) {
        this.classes = classes;
        this.directory = directory;
        this.units = units;
    }

    record Named(UUID id, String name) {}

    record CiView(
            UUID id,
            String name,
            UUID classId,
            String className,
            CiStatus status,
            @Nullable PersonRef owner,
            @Nullable Named location,
            String description,
            @Nullable String externalId,
            Instant created,
            Instant updated,
            int version) {}

    record Other(UUID id, String name, UUID classId, CiStatus status) {}

    record RelationshipView(UUID id, RelationKind kind, boolean outward, Other ci) {
        static RelationshipView of(Relationships.Seen s) {
            Ci other = s.other();
            return new RelationshipView(
                    s.id(),
                    s.kind(),
                    s.outward(),
                    new Other(other.id(), other.name(), other.classId(), other.status()));
        }
    }

    record Full(CiView ci, List<RelationshipView> relationships) {}

    record TicketMention(
            UUID id, String number, String title, UUID typeId, UUID deskId, String status, String statusCategory) {
        static TicketMention of(Ticket t) {
            return new TicketMention(
                    t.id(),
                    t.number(),
                    t.title(),
                    t.typeId(),
                    t.deskId(),
                    t.status(),
                    t.statusCategory().key());
        }
    }

    /** The same number of statements for one and for many. */
    List<CiView> of(Tx tx, List<Ci> cis) {
        var people = new HashSet<UUID>();
        var places = new HashSet<UUID>();
        for (Ci ci : cis) {
            if (ci.ownerId() != null) {
                people.add(ci.ownerId());
            }
            if (ci.locationId() != null) {
                places.add(ci.locationId());
            }
        }
        var owners = people.isEmpty() ? Map.<UUID, PersonRef>of() : directory.refs(tx, people);
        var locations = units.names(tx, places);
        var names = classes.names(tx);
        return cis.stream().map(ci -> view(ci, owners, locations, names)).toList();
    }

    private static CiView view(
            Ci ci, Map<UUID, PersonRef> owners, Map<UUID, String> locations, Map<UUID, String> classes) {
        UUID at = ci.locationId();
        return new CiView(
                ci.id(),
                ci.name(),
                ci.classId(),
                classes.getOrDefault(ci.classId(), "?"),
                ci.status(),
                ci.ownerId() == null ? null : owners.get(ci.ownerId()),
                at == null ? null : new Named(at, locations.getOrDefault(at, "?")),
                ci.description(),
                ci.externalId(),
                ci.created(),
                ci.updated(),
                ci.version());
    }
}
