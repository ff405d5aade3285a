package io.steward.server.channel.web;

import io.steward.server.channel.MailAccount;
import io.steward.server.channel.MailAccounts;
import io.steward.server.channel.MailServer;
import io.steward.server.channel.work.Post;
import io.steward.server.platform.Problem;
import io.steward.server.platform.web.Access;
import io.steward.server.platform.web.Caller;
import io.steward.server.platform.web.Idempotency;
import io.steward.server.platform.web.Versions;
import io.steward.server.platform.web.Who;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The mail accounts, for administrators. Passwords are written and never read. */
@RestController
@RequestMapping("/api/v1/mail/accounts")
class MailController {
    private final MailAccounts accounts;
    private final Post post;
    private final Idempotency idempotency;
    private final JsonMapper json;

    MailController(MailAccounts accounts, Post post, Idempotency idempotency, JsonMapper json) {
        this.accounts = accounts;
        this.post = post;
        this.idempotency = idempotency;
        this.json = json;
    }

    record ServerView(
            String host,
            int port,
            String security,
            String user,
            boolean passwordSet,
            @Nullable String folder) {
        static @Nullable ServerView of(@Nullable MailServer s) {
            return s == null
                    ? null
                    : new ServerView(s.host(), s.port(), s.security(), s.user(), s.sealed() != null, s.folder());
        }
    }

    record View(
            UUID id,
            UUID deskId,
            UUID typeId,
            String address,
            String name,
            boolean enabled,
            @Nullable ServerView imap,
            @Nullable ServerView smtp,
            @Nullable String trustedServer,
            @Nullable Instant lastFetch,
            @Nullable String lastError,
            int version) {
        static View of(MailAccount a) {
            return new View(
                    a.id(),
                    a.deskId(),
                    a.typeId(),
                    a.address(),
                    a.name(),
                    a.enabled(),
                    ServerView.of(a.imap()),
                    ServerView.of(a.smtp()),
                    a.trustedServer(),
                    a.lastFetch(),
                    a.lastError(),
                    a.version());
        }

        /** As a form, to be changed in part. */
        MailAccounts.Form form() {
            return new MailAccounts.Form(deskId, typeId, address, name, enabled, form(imap), form(smtp), trustedServer);
        }

        private static MailAccounts.@Nullable ServerForm form(@Nullable ServerView s) {
            return s == null
                    ? null
                    : new MailAccounts.ServerForm(s.host(), s.port(), s.security(), s.user(), null, s.folder());
        }
    }

    record TestResult(Post.@Nullable Tried imap, Post.@Nullable Tried smtp) {}

    @Access(Who.ADMIN)
    @GetMapping
    List<View> list(Caller caller) {
        return accounts.list(caller.context()).stream().map(View::of).toList();
    }

    @Access(Who.ADMIN)
    @PostMapping
    ResponseEntity<?> create(
            Caller caller,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestBody MailAccounts.Form form) {
        return idempotency.once(caller, key, form, also -> {
            var account = accounts.create(caller.context(), form, also);
            return Versions.created(View.of(account), account.version());
        });
    }

    /** Fields that are there change. */
    @Access(Who.ADMIN)
    @PatchMapping("/{id}")
    ResponseEntity<View> change(
            Caller caller,
            @PathVariable UUID id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody JsonNode body) {
        int version = Versions.expected(ifMatch);
        var before = View.of(accounts.get(caller.context(), id)).form();
        var account = accounts.change(caller.context(), id, merged(before, body), version);
        return Versions.ok(View.of(account), account.version());
    }

    private MailAccounts.Form merged(MailAccounts.Form before, JsonNode change) {
        if (!(change instanceof ObjectNode fields)) {
            throw Problem.invalid("body", "unreadable", "An object of fields to change");
        }
        ObjectNode all = json.valueToTree(before);
        all.setAll(fields);
        try {
            return json.treeToValue(all, MailAccounts.Form.class);
        } catch (DatabindException e) {
            String field = e.getPath().stream()
                    .map(part -> String.valueOf(part.getPropertyName()))
                    .collect(Collectors.joining("."));
            throw Problem.invalid(field.isEmpty() ? "body" : field, "unreadable", "This cannot be read");
        }
    }

    @Access(Who.ADMIN)
    @DeleteMapping("/{id}")
    ResponseEntity<Void> delete(Caller caller, @PathVariable UUID id) {
        accounts.delete(caller.context(), id);
        return ResponseEntity.noContent().build();
    }

    @Access(Who.ADMIN)
    @PostMapping("/{id}/test")
    TestResult test(Caller caller, @PathVariable UUID id) {
        var account = accounts.get(caller.context(), id);
        return new TestResult(
                account.imap() == null ? null : post.tryImap(account),
                account.smtp() == null ? null : post.trySmtp(account));
    }
}
