package io.steward.server.ticket.web;

import io.steward.server.identity.DemoPeople;
import io.steward.server.identity.Desk;
import io.steward.server.identity.Desks;
import io.steward.server.identity.Emails;
import io.steward.server.identity.Passwords;
import io.steward.server.identity.People;
import io.steward.server.identity.Person;
import io.steward.server.identity.PersonChange;
import io.steward.server.identity.ResetMail;
import io.steward.server.identity.Sessions;
import io.steward.server.identity.SignIn;
import io.steward.server.identity.Tenant;
import io.steward.server.identity.Tenants;
import io.steward.server.identity.web.SessionCookie;
import io.steward.server.platform.Cause;
import io.steward.server.platform.Check;
import io.steward.server.platform.Context;
import io.steward.server.platform.Database;
import io.steward.server.platform.DeskRole;
import io.steward.server.platform.Problem;
import io.steward.server.platform.StewardSettings;
import io.steward.server.platform.TenantId;
import io.steward.server.platform.web.Access;
import io.steward.server.platform.web.Caller;
import io.steward.server.platform.web.Idempotency;
import io.steward.server.platform.web.Versions;
import io.steward.server.platform.web.Who;
import io.steward.server.ticket.Templates;
import io.steward.server.ticket.Types;
import io.steward.server.ticket.spi.DeskTemplates;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The first visit, sign-in, and who is signed in. */
@RestController
@RequestMapping("/api/v1")
class StartController {
    private final Database database;
    private final Tenants tenants;
    private final People people;
    private final Desks desks;
    private final Sessions sessions;
    private final SignIn signIn;
    private final Templates templates;
    private final Types types;
    private final StewardSettings settings;
    private final DemoPeople demo;
    private final List<ResetMail> resetMail;
    private final Clock clock;
    private final Object settingUp = new Object();

    private final Idempotency idempotency;

    StartController(
            Database database,
            Tenants tenants,
            People people,
            Desks desks,
            Sessions sessions,
            SignIn signIn,
            Templates templates,
            Types types,
            StewardSettings settings,
            DemoPeople demo,
            List<ResetMail> resetMail,
            Clock clock,
            Idempotency idempotency) {
        this.idempotency = idempotency;
        this.database = database;
        this.tenants = tenants;
        this.people = people;
        this.desks = desks;
        this.sessions = sessions;
        this.signIn = signIn;
        this.templates = templates;
        this.types = types;
        this.settings = settings;
        this.demo = demo;
        this.resetMail = resetMail;
        this.clock = clock;
    }

    record Start(
            boolean setUp,
            boolean demo,
            String product,
            String version,
            @Nullable String organisation,
            List<DemoPeople.Shown> demoPeople,
            @Nullable String demoPassword) {}

    record SetUp(
            @Nullable String organisation,
            @Nullable String timeZone,
            @Nullable String locale,
            @Nullable String name,
            @Nullable String email,
            @Nullable String password) {}

    record Credentials(@Nullable String email, @Nullable String password) {}

    record ResetRequest(@Nullable String email) {}

    record Reset(@Nullable String token, @Nullable String password) {}

    record RoleView(UUID deskId, String role) {}

    record Me(
            UUID id,
            String name,
            String email,
            boolean active,
            @Nullable String locale,
            @Nullable String timeZone,
            boolean admin,
            List<RoleView> roles,
            @Nullable String phone,
            @Nullable String chatName,
            int version) {}

    record Organisation(int id, String name, String timeZone, String locale) {}

    record MyDesk(UUID id, String name, String key, String role) {}

    record MyTeam(UUID id, String name, UUID deskId) {}

    record SessionView(
            Me person,
            Organisation organisation,
            boolean admin,
            List<MyDesk> desks,
            List<MyTeam> teams,
            List<TypeAnswers.TypeView> types) {}

    record NewDesk(
            @Nullable String name,
            @Nullable String key,
            @Nullable String template) {}

    @Access(Who.ANYONE)
    @GetMapping("/start")
    Start start() {
        var all = tenants.all();
        boolean shown = settings.demo() && !all.isEmpty();
        return new Start(
                !all.isEmpty(),
                shown,
                "Steward",
                version(),
                all.isEmpty() ? null : all.getFirst().name(),
                shown ? demo.shown() : List.of(),
                shown ? demo.password() : null);
    }

    @Access(Who.ANYONE)
    @PostMapping("/set-up")
    ResponseEntity<SessionView> setUp(@RequestBody SetUp s, HttpServletResponse response) {
        synchronized (settingUp) {
            if (tenants.any()) {
                throw Problem.conflict("Steward is set up already");
            }
            var check = new Check();
            check.text("organisation", s.organisation(), 200);
            check.text("name", s.name(), 200);
            check.that(
                    s.email() != null && Emails.isGood(s.email().strip()),
                    "email",
                    "format",
                    "This is not an e-mail address");
            check.that(
                    s.password() != null && s.password().length() >= Passwords.SHORTEST,
                    "password",
                    "too-short",
                    "At least " + Passwords.SHORTEST + " characters");
            check.done();
            Instant now = clock.instant();
            TenantId tenant = tenants.create(
                    String.valueOf(s.organisation()),
                    String.valueOf(s.timeZone()),
                    s.locale() == null ? "en" : s.locale(),
                    now);
            var context = Context.system(tenant, now, new Cause("set-up", "Set-up"));
            UUID admin = database.write(tenant, tx -> {
                Desk it = templates.create(tx, context, "IT", "it", "it");
                var person = new PersonChange(
                        s.name(), s.email(), null, true, s.locale(), null, Map.of(it.id(), DeskRole.MANAGER));
                return people.create(tx, context, person, s.password()).id();
            });
            return signedIn(sessions.begin(tenant, admin, now), response, 201);
        }
    }

    @Access(Who.ANYONE)
    @PostMapping("/session")
    ResponseEntity<SessionView> signIn(
            @RequestBody Credentials c, HttpServletRequest request, HttpServletResponse response) {
        var check = new Check();
        String email = check.text("email", c.email(), 254);
        check.that(c.password() != null && c.password().length() <= 200, "password", "required", "This is needed");
        check.done();
        String cookie = signIn.withPassword(email, String.valueOf(c.password()), request.getRemoteAddr());
        return signedIn(cookie, response, 200);
    }

    @Access(Who.SIGNED_IN)
    @GetMapping("/session")
    SessionView session(Caller caller) {
        return view(caller.tenant(), people.get(caller.context(), caller.personId()));
    }

    @Access(Who.SIGNED_IN)
    @DeleteMapping("/session")
    ResponseEntity<Void> signOut(HttpServletRequest request, HttpServletResponse response) {
        String cookie = SessionCookie.read(request);
        if (cookie != null) {
            sessions.end(cookie);
        }
        SessionCookie.write(response, settings, "", Duration.ZERO);
        return ResponseEntity.noContent().build();
    }

    @Access(Who.ANYONE)
    @PostMapping("/password-resets")
    ResponseEntity<Void> askReset(@RequestBody ResetRequest r) {
        var check = new Check();
        String email = check.text("email", r.email(), 254);
        check.done();
        signIn.resetTokens(email)
                .forEach((tenant, made) -> resetMail.forEach(m -> m.send(tenant, made.getKey(), made.getValue())));
        return ResponseEntity.accepted().build();
    }

    @Access(Who.ANYONE)
    @PostMapping("/password-resets/use")
    ResponseEntity<Void> reset(@RequestBody Reset r) {
        signIn.resetPassword(r.token() == null ? "" : r.token(), r.password());
        return ResponseEntity.noContent().build();
    }

    @Access(Who.ADMIN)
    @GetMapping("/desks/templates")
    List<DeskTemplates.Offer> deskTemplates() {
        return templates.offers();
    }

    @Access(Who.ADMIN)
    @PostMapping("/desks")
    ResponseEntity<?> createDesk(
            Caller caller,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestBody NewDesk d) {
        return idempotency.once(caller, key, d, also -> {
            Desk desk = database.write(caller.tenant(), tx -> {
                also.accept(tx);
                return templates.create(tx, caller.context(), d.name(), d.key(), d.template());
            });
            return Versions.created(desk, desk.version());
        });
    }

    private ResponseEntity<SessionView> signedIn(String cookie, HttpServletResponse response, int status) {
        var identity = sessions.bySession(cookie).orElseThrow();
        SessionCookie.write(response, settings, cookie, Sessions.LIFE);
        return ResponseEntity.status(status).body(view(identity.tenant(), identity.person()));
    }

    private SessionView view(TenantId id, Person p) {
        Tenant tenant = tenants.get(id);
        var rights = p.rights();
        var roles = p.roles().entrySet().stream()
                .map(r -> new RoleView(r.getKey(), r.getValue().key()))
                .toList();
        var me = new Me(
                p.id(),
                p.name(),
                p.email(),
                p.active(),
                p.locale(),
                p.timeZone(),
                p.admin(),
                roles,
                p.phone(),
                p.chatName(),
                p.version());
        var myDesks = desks.all(id).stream()
                .filter(d -> rights.worksOn(d.id()))
                .map(d -> new MyDesk(d.id(), d.name(), d.key(), rights.manages(d.id()) ? "manager" : "agent"))
                .toList();
        var myTeams = desks.teams(id).stream()
                .filter(t -> rights.worksOn(t.deskId()))
                .map(t -> new MyTeam(t.id(), t.name(), t.deskId()))
                .toList();
        var mine = types.all(id).stream()
                .filter(t -> t.portal() || rights.worksOn(t.deskId()))
                .map(t -> TypeAnswers.TypeView.of(t, rights))
                .toList();
        var organisation =
                new Organisation(id.value(), tenant.name(), tenant.timeZone().getId(), tenant.locale());
        return new SessionView(me, organisation, p.admin(), myDesks, myTeams, mine);
    }

    private static String version() {
        String version = StartController.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }
}
