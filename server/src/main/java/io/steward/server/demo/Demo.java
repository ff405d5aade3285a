package io.steward.server.demo;

import static io.steward.db.platform.Tables.INSTALLATION;

import io.steward.server.identity.DemoPeople;
import io.steward.server.identity.Desk;
import io.steward.server.identity.Desks;
import io.steward.server.identity.People;
import io.steward.server.identity.PersonChange;
import io.steward.server.identity.PersonRef;
import io.steward.server.identity.Tenants;
import io.steward.server.platform.Actor;
import io.steward.server.platform.Context;
import io.steward.server.platform.Database;
import io.steward.server.platform.DeskRole;
import io.steward.server.platform.Ids;
import io.steward.server.platform.Rights;
import io.steward.server.platform.StewardSettings;
import io.steward.server.platform.TenantId;
import io.steward.server.platform.Tx;
import io.steward.server.sla.UsualPromises;
import io.steward.server.ticket.Templates;
import io.steward.server.ticket.TicketImport;
import io.steward.server.ticket.Types;
import java.text.Normalizer;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Makes the demo organisation before the first page is served, once: each step is one transaction that also notes that it is
 * done, so a start that was interrupted goes on at the next. An organisation that is there already is left alone.
 */
@Component
class Demo implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(Demo.class);
    private static final String NOTE = "demo";
    private static final String NAME = "Northwind Museum";
    private static final String DOMAIN = "@northwind.example";
    private static final int PEOPLE = 200;
    private static final int PROMISED_DAYS = 60;
    private static final long SEED = 20_260_301;

    /** {@code desks}: keys of the desks, the first as manager if so marked with a star. */
    private record Member(String name, boolean admin, String desks, String shownAs) {}

    private static final List<Member> STAFF = List.of(
            new Member("Ada Lindqvist", true, "*it *hr", "admin"),
            new Member("Bruno Castro", false, "*it", "manager"),
            new Member("Chiara Rossi", false, "it", "agent"),
            new Member("Deniz Kaya", false, "it", ""),
            new Member("Emeka Okafor", false, "it", ""),
            new Member("Farah Haddad", false, "it", ""),
            new Member("Goran Horvat", false, "it", ""),
            new Member("Hanna Sommer", false, "it", ""),
            new Member("Isabel Pereira", false, "*hr", "manager"),
            new Member("Jun Tanaka", false, "hr", "agent"),
            new Member("Kim Olsen", false, "hr", ""),
            new Member("Leyla Demir", false, "it hr", ""));
    private static final List<Member> ASKING = List.of(
            new Member("Rita Moreau", false, "", "requester"), new Member("Samuel Park", false, "", "requester"));

    private final StewardSettings settings;
    private final Database database;
    private final Tenants tenants;
    private final People people;
    private final Desks desks;
    private final Templates templates;
    private final Types types;
    private final TicketImport tickets;
    private final UsualPromises promises;
    private final Reactions reactions;
    private final DemoPeople shown;
    private final Clock clock;
    private boolean running;

    Demo(
            StewardSettings settings,
            Database database,
            Tenants tenants,
            People people,
            Desks desks,
            Templates templates,
            Types types,
            TicketImport tickets,
            UsualPromises promises,
            Reactions reactions,
            DemoPeople shown,
            Clock clock) {
        this.settings = settings;
        this.database = database;
        this.tenants = tenants;
        this.people = people;
        this.desks = desks;
        this.templates = templates;
        this.types = types;
        this.tickets = tickets;
        this.promises = promises;
        this.reactions = reactions;
        this.shown = shown;
        this.clock = clock;
    }

    /** Before the web server, which starts among the last. */
    @Override
    public int getPhase() {
        return 0;
    }

    @Override
    public void start() {
        running = true;
        if (!settings.demo()) {
            return;
        }
        String step = step();
        if (step.isEmpty() && tenants.any()) {
            LOG.warn("There is an organisation already; --demo changes nothing");
            return;
        }
        LOG.warn("This is a demo: everybody knows its passwords");
        TenantId tenant = begin();
        if (step().equals("begun")) {
            database.run(tenant, this::people);
        }
        if (step().equals("people")) {
            teams(tenant);
            Instant from = clock.instant();
            int made = database.write(tenant, this::tickets);
            LOG.info("The demo's {} tickets took {} ms", made, clock.millis() - from.toEpochMilli());
        }
        if (step().equals("tickets")) {
            database.run(tenant, this::promises);
        }
        if (step().equals("promises")) {
            database.run(tenant, this::reactions);
        }
        show(tenant);
    }

    private void promises(Tx tx) {
        var context = Context.system(tx.tenant(), clock.instant(), Story.CAUSE);
        String zone = tenants.get(tx.tenant()).timeZone().getId();
        desks.all(tx.tenant()).forEach(d -> promises.make(tx, context, d.id(), zone, PROMISED_DAYS));
        done(tx, "promises");
    }

    private void reactions(Tx tx) {
        PersonRef ada = ref(tx, STAFF.getFirst().name());
        var owner = new Context(
                tx.tenant(), Actor.person(ada.id(), ada.name()), Rights.ALL, Story.CAUSE, clock.instant(), null);
        var agents = STAFF.stream()
                .filter(m -> m.desks().equals("it"))
                .map(m -> ref(tx, m.name()))
                .toList();
        PersonRef lead = ref(tx, STAFF.get(1).name());
        ZoneId zone = tenants.get(tx.tenant()).timeZone();
        Desk it = desks.all(tx.tenant()).stream()
                .filter(d -> d.key().equals("it"))
                .findFirst()
                .orElseThrow();
        database.together(tx, () -> {
            reactions.make(owner, it, agents, lead, zone);
            return it;
        });
        done(tx, "done");
    }

    private TenantId begin() {
        if (step().isEmpty()) {
            database.shared(
                    sql -> sql.insertInto(INSTALLATION).values(NOTE, "begun").execute());
        }
        return tenants.any()
                ? tenants.all().getFirst().id()
                : tenants.create(NAME, "Europe/Vienna", "en", clock.instant());
    }

    private String step() {
        String step = database.shared(sql -> sql.select(INSTALLATION.VALUE)
                .from(INSTALLATION)
                .where(INSTALLATION.NAME.eq(NOTE))
                .fetchOne(INSTALLATION.VALUE));
        return step == null ? "" : step;
    }

    private static void done(Tx tx, String step) {
        tx.sql()
                .update(INSTALLATION)
                .set(INSTALLATION.VALUE, step)
                .where(INSTALLATION.NAME.eq(NOTE))
                .execute();
    }

    private void people(Tx tx) {
        var context = Context.system(tx.tenant(), clock.instant(), Story.CAUSE);
        Map<String, Desk> byKey = new HashMap<>();
        byKey.put("it", templates.create(tx, context, "IT", "it", "it"));
        byKey.put("hr", templates.create(tx, context, "Human Resources", "hr", "hr"));
        for (Member member : STAFF) {
            person(tx, context, member, roles(member, byKey));
        }
        ASKING.forEach(member -> person(tx, context, member, Map.of()));
        people.createAll(tx, context, crowd(Script.load()));
        done(tx, "people");
    }

    /** Each agent works in one of the desk's teams. */
    private void teams(TenantId tenant) {
        var context = Context.system(tenant, clock.instant(), Story.CAUSE);
        for (Desk desk : desks.all(tenant)) {
            var teams = desks.teams(tenant).stream()
                    .filter(t -> t.deskId().equals(desk.id()))
                    .toList();
            var agents = database.read(
                    tenant,
                    tx -> STAFF.stream()
                            .filter(m -> List.of(m.desks().replace("*", "").split(" "))
                                    .contains(desk.key()))
                            .map(m -> ref(tx, m.name()).id())
                            .toList());
            for (int i = 0; i < teams.size(); i++) {
                int team = i;
                var members = IntStream.range(0, agents.size())
                        .filter(a -> a % teams.size() == team)
                        .mapToObj(agents::get)
                        .toList();
                desks.changeTeam(
                        context, teams.get(i).id(), null, members, teams.get(i).version());
            }
        }
    }

    private void person(Tx tx, Context context, Member m, Map<UUID, DeskRole> roles) {
        var change = new PersonChange(m.name(), email(m.name()), true, m.admin(), "en", null, roles);
        people.create(tx, context, change, shown.password());
    }

    private static Map<UUID, DeskRole> roles(Member member, Map<String, Desk> byKey) {
        var roles = new LinkedHashMap<UUID, DeskRole>();
        for (String part : member.desks().split(" ")) {
            boolean manager = part.startsWith("*");
            Desk desk = byKey.get(manager ? part.substring(1) : part);
            if (desk != null) {
                roles.put(desk.id(), manager ? DeskRole.MANAGER : DeskRole.AGENT);
            }
        }
        return roles;
    }

    /** Everybody else who works there: they ask, but do not sign in here. */
    private static List<PersonRef> crowd(Script script) {
        var random = new Random(SEED);
        var names = new LinkedHashSet<String>();
        STAFF.forEach(m -> names.add(m.name()));
        ASKING.forEach(m -> names.add(m.name()));
        int own = names.size();
        while (names.size() < PEOPLE + STAFF.size()) {
            names.add(Script.one(script.firstNames(), random) + " " + Script.one(script.lastNames(), random));
        }
        return names.stream()
                .skip(own)
                .map(name -> new PersonRef(Ids.next(), name, email(name)))
                .toList();
    }

    private static String email(String name) {
        String plain = Normalizer.normalize(name, Normalizer.Form.NFKD).replaceAll("\\p{M}", "");
        return plain.toLowerCase(Locale.ROOT).replace(' ', '.') + DOMAIN;
    }

    private int tickets(Tx tx) {
        var context = Context.system(tx.tenant(), clock.instant(), Story.CAUSE);
        var zone = tenants.get(tx.tenant()).timeZone();
        var keys = new HashMap<String, UUID>();
        desks.all(tx.tenant()).forEach(d -> keys.put(d.key(), d.id()));
        var agents = new HashMap<String, List<PersonRef>>();
        for (Member member : STAFF) {
            PersonRef ref = ref(tx, member.name());
            for (String part : member.desks().replace("*", "").split(" ")) {
                agents.computeIfAbsent(part, k -> new ArrayList<>()).add(ref);
            }
        }
        var asking = new ArrayList<PersonRef>();
        ASKING.forEach(m -> asking.add(ref(tx, m.name())));
        var script = Script.load();
        var crowd = crowd(script);
        var known = people.idsByEmail(tx, crowd.stream().map(PersonRef::email).toList());
        crowd.forEach(p -> asking.add(new PersonRef(known.getOrDefault(p.email(), p.id()), p.name(), p.email())));
        var organisation = new Organisation(
                script,
                new Random(SEED),
                zone,
                context.at(),
                asking,
                ASKING.size(),
                agents,
                keys,
                types.all(tx.tenant()),
                types.categories(tx.tenant()),
                desks.teams(tx.tenant()));
        var byType = new LinkedHashMap<UUID, List<TicketImport.Imported>>();
        organisation
                .tickets()
                .forEach(t -> byType.computeIfAbsent(t.ticket().typeId(), k -> new ArrayList<>())
                        .add(t));
        byType.forEach((type, all) -> tickets.write(tx, context, type, all));
        done(tx, "tickets");
        return byType.values().stream().mapToInt(List::size).sum();
    }

    private PersonRef ref(Tx tx, String name) {
        return people.byEmail(tx, email(name)).orElseThrow().ref();
    }

    private void show(TenantId tenant) {
        var names = new HashMap<String, String>();
        desks.all(tenant).forEach(d -> names.put(d.key(), d.name()));
        var all = new ArrayList<DemoPeople.Shown>();
        for (List<Member> members : List.of(STAFF, ASKING)) {
            for (Member m : members) {
                if (!m.shownAs().isEmpty()) {
                    String first = m.desks().replace("*", "").split(" ")[0];
                    all.add(new DemoPeople.Shown(
                            email(m.name()), m.name(), m.shownAs(), names.getOrDefault(first, "")));
                }
            }
        }
        shown.show(all);
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
