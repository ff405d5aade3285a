package io.steward.server.oncall.web;

import io.steward.server.oncall.Feeds;
import io.steward.server.oncall.OnCall;
import io.steward.server.oncall.web.RotaViews.ScheduleRef;
import io.steward.server.oncall.web.RotaViews.Somebody;
import io.steward.server.platform.Database;
import io.steward.server.platform.web.Access;
import io.steward.server.platform.web.Caller;
import io.steward.server.platform.web.Who;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Who is on call now, the caller's own shifts, and the address of their calendar. */
@RestController
@RequestMapping("/api/v1/on-call")
class OnCallController {
    private static final Duration AHEAD = Duration.ofDays(45);
    private static final MediaType CALENDAR = new MediaType("text", "calendar", StandardCharsets.UTF_8);

    private final Database database;
    private final OnCall onCall;
    private final Feeds feeds;
    private final RotaViews views;

    OnCallController(Database database, OnCall onCall, Feeds feeds, RotaViews views) {
        this.database = database;
        this.onCall = onCall;
        this.feeds = feeds;
        this.views = views;
    }

    /**
     * @param person null: nobody is
     * @param until when somebody else or nobody comes; null: not within 60 days
     * @param next null: nobody
     */
    record NowView(
            ScheduleRef schedule,
            @Nullable Somebody person,
            @Nullable Instant until,
            @Nullable Somebody next) {}

    record MineView(ScheduleRef schedule, Instant from, Instant until) {}

    /** @param feed the secret address of the caller's calendar; null when they have none */
    record Own(List<MineView> shifts, @Nullable String feed) {}

    record Feed(String feed) {}

    /** By every schedule of the desks that the caller works on. */
    @Access(Who.AGENT)
    @GetMapping
    List<NowView> onCallNow(Caller caller) {
        return database.read(caller.tenant(), tx -> {
            var all = onCall.now(tx, caller.context());
            var ids = new HashSet<UUID>();
            for (OnCall.Now now : all) {
                if (now.person() != null) {
                    ids.add(now.person());
                }
                if (now.next() != null) {
                    ids.add(now.next());
                }
            }
            var people = views.people(tx, ids);
            return all.stream()
                    .map(n -> new NowView(
                            ScheduleRef.of(n.schedule()),
                            n.person() == null ? null : people.get(n.person()),
                            n.until(),
                            n.next() == null ? null : people.get(n.next())))
                    .toList();
        });
    }

    /** The caller's shifts of the next 45 days. */
    @Access(Who.AGENT)
    @GetMapping("/mine")
    Own myShifts(Caller caller) {
        Instant now = caller.context().at();
        return database.read(
                caller.tenant(),
                tx -> new Own(
                        onCall.of(tx, caller.context(), caller.personId(), now, now.plus(AHEAD)).stream()
                                .map(m -> new MineView(
                                        ScheduleRef.of(m.schedule()),
                                        m.span().from(),
                                        m.span().until()))
                                .toList(),
                        feeds.address(tx, caller.context()).orElse(null)));
    }

    /** A new address for the caller's calendar; the one before is worth nothing from then on. */
    @Access(Who.AGENT)
    @PostMapping("/feed")
    Feed renewFeed(Caller caller) {
        return new Feed(feeds.renew(caller.context()));
    }

    @Access(Who.AGENT)
    @DeleteMapping("/feed")
    ResponseEntity<Void> endFeed(Caller caller) {
        feeds.end(caller.context());
        return ResponseEntity.noContent().build();
    }

    /** For calendar programs, which cannot sign in: whoever knows the address reads it. */
    @Access(Who.ANYONE)
    @GetMapping("/feeds/{token}")
    ResponseEntity<byte[]> feed(@PathVariable String token) {
        return ResponseEntity.ok()
                .contentType(CALENDAR)
                .cacheControl(CacheControl.noStore())
                .header("Content-Disposition", "inline; filename=\"on-call.ics\"")
                .body(feeds.calendar(token).getBytes(StandardCharsets.UTF_8));
    }
}
