package io.steward.server.notification.web;

import io.steward.server.notification.Digest;
import io.steward.server.notification.Inbox;
import io.steward.server.notification.InboxItem;
import io.steward.server.notification.NoticeKind;
import io.steward.server.notification.Preference;
import io.steward.server.notification.Preferences;
import io.steward.server.platform.Problem;
import io.steward.server.platform.web.Access;
import io.steward.server.platform.web.Caller;
import io.steward.server.platform.web.Page;
import io.steward.server.platform.web.Versions;
import io.steward.server.platform.web.Who;
import java.time.Instant;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The caller's inbox, and how they want to be told. */
@RestController
@RequestMapping("/api/v1")
class NoticeController {
    private final Inbox inbox;
    private final Preferences preferences;

    NoticeController(Inbox inbox, Preferences preferences) {
        this.inbox = inbox;
        this.preferences = preferences;
    }

    /** @param path the page of the user interface that it leads to */
    record NoticeView(
            UUID id,
            String kind,
            String why,
            Map<String, String> data,
            String path,
            Instant created,
            @Nullable Instant read) {
        static NoticeView of(Caller caller, InboxItem i) {
            UUID desk = i.deskId();
            boolean works = desk != null && caller.context().rights().worksOn(desk);
            return new NoticeView(i.id(), i.kind().key(), i.why(), i.data(), i.page(works), i.created(), i.read());
        }
    }

    /** @param unread at most 100 */
    record Count(int unread) {}

    record Until(@Nullable UUID until) {}

    /**
     * Every kind with what holds for it.
     *
     * @param missing the ways by which nothing reaches the caller, such as {@code chat}, with the reason: {@code connection} or {@code address}
     */
    record PreferenceView(
            Map<String, Preference.Choice> kinds,
            Map<String, String> missing,
            @Nullable String quietFrom,
            @Nullable String quietUntil,
            String digest,
            int version) {
        static PreferenceView of(Preference p, Map<String, String> missing) {
            var kinds = new LinkedHashMap<String, Preference.Choice>();
            for (NoticeKind kind : NoticeKind.values()) {
                kinds.put(kind.key(), p.choice(kind));
            }
            return new PreferenceView(
                    kinds,
                    missing,
                    text(p.quietFrom()),
                    text(p.quietUntil()),
                    p.digest().key(),
                    p.version());
        }

        private static @Nullable String text(@Nullable LocalTime time) {
            return time == null ? null : time.toString();
        }
    }

    record PreferenceBody(
            @Nullable Map<String, ChoiceBody> kinds,
            @Nullable String quietFrom,
            @Nullable String quietUntil,
            @Nullable String digest) {}

    /** What is left out of the newer ways is not wished. */
    record ChoiceBody(
            @Nullable Boolean inbox,
            @Nullable Boolean mail,
            @Nullable Boolean push,
            @Nullable Boolean sms,
            @Nullable Boolean chat) {
        Preference.Choice choice() {
            if (inbox == null || mail == null) {
                throw Problem.invalid("kinds", "unreadable", "Each kind with inbox and mail");
            }
            return new Preference.Choice(
                    inbox, mail, Boolean.TRUE.equals(push), Boolean.TRUE.equals(sms), Boolean.TRUE.equals(chat));
        }
    }

    @Access(Who.SIGNED_IN)
    @GetMapping("/notices")
    Page<NoticeView> notices(
            Caller caller,
            @RequestParam(defaultValue = "false") boolean unread,
            @RequestParam(required = false) @Nullable String noticeKind,
            @RequestParam(required = false) @Nullable UUID cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        int most = Page.limit(limit);
        NoticeKind only = noticeKind == null || noticeKind.isEmpty() ? null : NoticeKind.of(noticeKind);
        return Page.of(inbox.list(caller.context(), unread, only, cursor, most + 1), most, i -> i.id().toString())
                .map(i -> NoticeView.of(caller, i));
    }

    @Access(Who.SIGNED_IN)
    @GetMapping("/notices/count")
    Count count(Caller caller) {
        return new Count(inbox.unread(caller.context()));
    }

    @Access(Who.SIGNED_IN)
    @PutMapping("/notices/{id}/read")
    ResponseEntity<Void> read(Caller caller, @PathVariable UUID id) {
        inbox.mark(caller.context(), id, true);
        return ResponseEntity.noContent().build();
    }

    @Access(Who.SIGNED_IN)
    @DeleteMapping("/notices/{id}/read")
    ResponseEntity<Void> unread(Caller caller, @PathVariable UUID id) {
        inbox.mark(caller.context(), id, false);
        return ResponseEntity.noContent().build();
    }

    @Access(Who.SIGNED_IN)
    @PutMapping("/notices/read")
    ResponseEntity<Void> readAll(Caller caller, @RequestBody Until body) {
        UUID until = body.until();
        if (until == null) {
            throw Problem.invalid("until", "required", "The newest notification that was seen");
        }
        inbox.markAll(caller.context(), until);
        return ResponseEntity.noContent().build();
    }

    @Access(Who.SIGNED_IN)
    @GetMapping("/me/notifications")
    ResponseEntity<PreferenceView> preferences(Caller caller) {
        return view(caller, preferences.mine(caller.context()));
    }

    @Access(Who.SIGNED_IN)
    @PutMapping("/me/notifications")
    ResponseEntity<PreferenceView> setPreferences(
            Caller caller,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody PreferenceBody body) {
        int version = Versions.expected(ifMatch);
        Map<String, ChoiceBody> given = body.kinds() == null ? Map.of() : body.kinds();
        var kinds = new LinkedHashMap<String, Preference.Choice>();
        given.forEach((kind, choice) -> {
            if (choice == null) {
                throw Problem.invalid("kinds", "unreadable", "Each kind with inbox and mail");
            }
            kinds.put(kind, choice.choice());
        });
        var wanted = new Preference(
                kinds,
                time("quietFrom", body.quietFrom()),
                time("quietUntil", body.quietUntil()),
                Digest.of(body.digest() == null ? Digest.NONE.key() : body.digest()),
                version);
        return view(caller, preferences.set(caller.context(), wanted, version));
    }

    private ResponseEntity<PreferenceView> view(Caller caller, Preference p) {
        return Versions.ok(PreferenceView.of(p, preferences.missing(caller.context())), p.version());
    }

    private static @Nullable LocalTime time(String field, @Nullable String text) {
        try {
            return text == null || text.isEmpty() ? null : LocalTime.parse(text);
        } catch (DateTimeParseException e) {
            throw Problem.invalid(field, "unreadable", "A time of day such as 22:00");
        }
    }
}
