package io.steward.server.channel;

import io.steward.server.channel.rules.HeaderSafe;
import io.steward.server.channel.store.AccountStore;
import io.steward.server.identity.Desks;
import io.steward.server.identity.Emails;
import io.steward.server.journal.Entry;
import io.steward.server.journal.Journal;
import io.steward.server.journal.JournalTail;
import io.steward.server.journal.NewEntry;
import io.steward.server.platform.Check;
import io.steward.server.platform.Context;
import io.steward.server.platform.Database;
import io.steward.server.platform.Ids;
import io.steward.server.platform.Problem;
import io.steward.server.platform.Secrets;
import io.steward.server.platform.TenantId;
import io.steward.server.platform.Tx;
import io.steward.server.ticket.TicketType;
import io.steward.server.ticket.Types;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The mail addresses of a tenant's desks. Remembered, since every mail that comes or goes needs them. */
@Component
public class MailAccounts implements JournalTail {
    private static final String SUBJECT = "mail-account";
    private static final Set<String> SECURITY = Set.of("none", "starttls", "tls");

    /** A server as an administrator writes it; without a password the one known stays. */
    public record ServerForm(
            @Nullable String host,
            @Nullable Integer port,
            @Nullable String security,
            @Nullable String user,
            @Nullable String password,
            @Nullable String folder) {}

    /** An account as an administrator writes it. */
    public record Form(
            @Nullable UUID deskId,
            @Nullable UUID typeId,
            @Nullable String address,
            @Nullable String name,
            @Nullable Boolean enabled,
            @Nullable ServerForm imap,
            @Nullable ServerForm smtp,
            @Nullable String trustedServer) {}

    private final Database database;
    private final AccountStore store;
    private final Desks desks;
    private final Types types;
    private final Journal journal;
    private final Secrets secrets;
    private final Map<TenantId, List<MailAccount>> known = new ConcurrentHashMap<>();

    MailAccounts(Database database, AccountStore store, Desks desks, Types types, Journal journal, Secrets secrets) {
        this.database = database;
        this.store = store;
        this.desks = desks;
        this.types = types;
        this.journal = journal;
        this.secrets = secrets;
    }

    /** As they are now, with when they were last fetched. */
    public List<MailAccount> list(Context context) {
        context.needAdministrator();
        return database.read(context.tenant(), store::all);
    }

    public MailAccount get(Context context, UUID id) {
        context.needAdministrator();
        return database.read(context.tenant(), tx -> store.find(tx, id))
                .orElseThrow(() -> Problem.notFound("mail account"));
    }

    /** All, remembered; how far they were fetched is not up to date here. */
    public List<MailAccount> all(TenantId tenant) {
        return known.computeIfAbsent(tenant, t -> database.read(t, store::all));
    }

    public Optional<MailAccount> find(TenantId tenant, UUID id) {
        return all(tenant).stream().filter(a -> a.id().equals(id)).findFirst();
    }

    public boolean isOwn(TenantId tenant, String address) {
        return all(tenant).stream().anyMatch(a -> a.address().equalsIgnoreCase(address));
    }

    /** The account a desk answers from: the one asked for if it can send, else the desk's first that can. */
    public Optional<MailAccount> sender(TenantId tenant, @Nullable UUID desk, @Nullable UUID preferred) {
        var able = all(tenant).stream()
                .filter(a -> a.enabled() && a.smtp() != null)
                .toList();
        return able.stream()
                .filter(a -> a.id().equals(preferred))
                .findFirst()
                .or(() -> able.stream()
                        .filter(a -> desk == null || a.deskId().equals(desk))
                        .findFirst());
    }

    public MailAccount create(Context context, Form form, Consumer<Tx> also) {
        context.needAdministrator();
        var account = checked(context, null, form);
        database.run(context.tenant(), tx -> {
            also.accept(tx);
            unique(() -> store.insert(tx, account));
            record(tx, context, account, "created");
        });
        return account;
    }

    public MailAccount change(Context context, UUID id, Form form, int version) {
        var before = get(context, id);
        if (before.version() != version) {
            throw Problem.stale(before);
        }
        var after = checked(context, before, form);
        database.run(context.tenant(), tx -> {
            unique(() -> {
                if (!store.update(tx, after)) {
                    throw Problem.stale(before);
                }
            });
            record(tx, context, after, "changed");
        });
        return after;
    }

    public void delete(Context context, UUID id) {
        var account = get(context, id);
        database.run(context.tenant(), tx -> {
            if (store.delete(tx, id)) {
                record(tx, context, account, "deleted");
            }
        });
    }

    public String password(MailServer server) {
        return server.sealed() == null ? "" : secrets.open(MailServer.PURPOSE, server.sealed());
    }

    private MailAccount checked(Context context, @Nullable MailAccount before, Form f) {
        var check = new Check();
        String address = check.text("address", f.address(), 254);
        check.that(
                address.isEmpty() || (Emails.isGood(address) && HeaderSafe.isAddress(address)),
                "address",
                "format",
                "This is not an e-mail address");
        String name = check.text("name", f.name(), 100);
        UUID desk = check.needed("deskId", f.deskId(), new UUID(0, 0));
        UUID type = check.needed("typeId", f.typeId(), new UUID(0, 0));
        if (f.deskId() != null && desks.find(context.tenant(), desk).isEmpty()) {
            check.error("deskId", "unknown", "There is no such desk");
        } else if (f.typeId() != null) {
            type(context.tenant(), check, type, desk);
        }
        String trusted = check.optional("trustedServer", f.trustedServer(), 253);
        MailServer imap = server(check, "imap", f.imap(), before == null ? null : before.imap());
        MailServer smtp = server(check, "smtp", f.smtp(), before == null ? null : before.smtp());
        check.done();
        MailAccount place = before != null && samePlace(before.imap(), imap) ? before : null;
        return new MailAccount(
                before == null ? Ids.next() : before.id(),
                desk,
                type,
                address,
                name,
                !Boolean.FALSE.equals(f.enabled()),
                imap,
                smtp,
                trusted.isEmpty() ? null : trusted,
                place == null ? null : place.uidValidity(),
                place == null ? null : place.lastUid(),
                before == null ? null : before.lastFetch(),
                null,
                before == null ? 1 : before.version() + 1);
    }

    private void type(TenantId tenant, Check check, UUID type, UUID desk) {
        var found = types.find(tenant, type).filter(t -> t.deskId().equals(desk));
        if (found.isEmpty()) {
            check.error("typeId", "unknown", "This desk has no such ticket type");
        } else if (!found.filter(TicketType::portal).isPresent()) {
            check.error("typeId", "internal", "Not everybody may open this type; choose one that the portal offers");
        }
    }

    private @Nullable MailServer server(
            Check check, String field, @Nullable ServerForm f, @Nullable MailServer before) {
        if (f == null) {
            return null;
        }
        String host = check.text(field + ".host", f.host(), 253);
        check.that(
                host.isEmpty() || HeaderSafe.isDomain(host) || host.matches("[0-9a-fA-F:.]{2,45}"),
                field + ".host",
                "format",
                "A host name or an address");
        int port = check.needed(field + ".port", f.port(), 0);
        check.that(f.port() == null || (port > 0 && port < 65_536), field + ".port", "range", "From 1 to 65535");
        String security = f.security() == null ? "tls" : f.security();
        check.that(SECURITY.contains(security), field + ".security", "unknown", "One of tls, starttls, none");
        String user = check.optional(field + ".user", f.user(), 254);
        String password = f.password() == null ? "" : f.password();
        check.that(password.length() <= 500, field + ".password", "too-long", "At most 500 characters");
        String folder = check.optional(field + ".folder", f.folder(), 200);
        String sealed = null;
        if (!password.isEmpty()) {
            sealed = secrets.seal(MailServer.PURPOSE, password);
        } else if (before != null && before.sealed() != null) {
            // Kept for the same server only: else it would be told to whatever host was typed.
            boolean same = before.host().equalsIgnoreCase(host) && before.user().equals(user);
            check.that(same, field + ".password", "required", "Another server or user: please type the password");
            sealed = before.sealed();
        }
        return new MailServer(
                host, port, security, user, sealed, field.equals("smtp") ? null : folder.isEmpty() ? "INBOX" : folder);
    }

    private static boolean samePlace(@Nullable MailServer a, @Nullable MailServer b) {
        return a != null
                && b != null
                && a.host().equalsIgnoreCase(b.host())
                && a.user().equals(b.user())
                && String.valueOf(a.folder()).equals(b.folder());
    }

    private void record(Tx tx, Context context, MailAccount a, String kind) {
        var data = Map.of("address", a.address(), "name", a.name(), "enabled", a.enabled());
        journal.append(tx, context, NewEntry.of(SUBJECT, a.id(), a.deskId(), kind, data));
        tx.afterCommit(() -> known.remove(tx.tenant()));
    }

    private static void unique(Runnable write) {
        try {
            write.run();
        } catch (org.jooq.exception.IntegrityConstraintViolationException e) {
            boolean elsewhere = String.valueOf(e.getMessage()).contains("mail_account_address");
            throw Problem.invalid(
                    "address",
                    "taken",
                    elsewhere
                            ? "An account of this installation, perhaps of another organisation, takes mails to this address"
                            : "Another account has this address");
        }
    }

    @Override
    public void accept(TenantId tenant, List<Entry> entries) {
        if (entries.stream().anyMatch(e -> e.subjectKind().equals(SUBJECT))) {
            known.remove(tenant);
        }
    }
}
