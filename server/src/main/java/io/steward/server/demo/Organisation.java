package io.steward.server.demo;

import io.steward.server.identity.PersonRef;
import io.steward.server.identity.Team;
import io.steward.server.ticket.Category;
import io.steward.server.ticket.Channel;
import io.steward.server.ticket.TicketImport;
import io.steward.server.ticket.TicketType;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Three months of an organisation's tickets: more on Mondays, few at weekends, most in the morning, three days on which
 * everybody writes about the same. The same seed and day give the same tickets.
 */
final class Organisation {
    private static final int DAYS = 92;
    private static final List<Integer> STORMS = List.of(71, 44, 12);
    private static final int STORM = 45;

    private final Script script;
    private final Random random;
    private final ZoneId zone;
    private final Instant now;
    private final List<PersonRef> requesters;
    private final int shown;
    private final Map<String, List<PersonRef>> agents;
    private final Map<String, UUID> desks;
    private final List<TicketType> types;
    private final List<Category> categories;
    private final List<Team> teams;

    /**
     * @param shown how many of the requesters, from the first, are those one can sign in as
     * @param agents by key of the desk, as {@code desks}
     */
    Organisation(
            Script script,
            Random random,
            ZoneId zone,
            Instant now,
            List<PersonRef> requesters,
            int shown,
            Map<String, List<PersonRef>> agents,
            Map<String, UUID> desks,
            List<TicketType> types,
            List<Category> categories,
            List<Team> teams) {
        this.script = script;
        this.random = random;
        this.zone = zone;
        this.now = now;
        this.requesters = requesters;
        this.shown = shown;
        this.agents = agents;
        this.desks = desks;
        this.types = types;
        this.categories = categories;
        this.teams = teams;
    }

    /** All tickets that began before now, oldest first. */
    List<TicketImport.Imported> tickets() {
        LocalDate today = LocalDate.ofInstant(now, zone);
        var stories = new ArrayList<TicketImport.Imported>();
        for (int back = DAYS; back >= 0; back--) {
            LocalDate day = today.minusDays(back);
            var moments = new ArrayList<Instant>();
            for (int i = volume(day, back); i > 0; i--) {
                moments.add(moment(day));
            }
            moments.stream().filter(now::isAfter).sorted().forEach(m -> stories.add(story(m, script.kind(random))));
            if (STORMS.contains(back)) {
                storm(day).forEach(m -> stories.add(story(m, script.kinds().getFirst())));
            }
        }
        return stories;
    }

    private int volume(LocalDate day, int back) {
        double wave = 1 + 0.15 * Math.sin(back / 9.0);
        double usual = switch (day.getDayOfWeek()) {
            case MONDAY -> 58;
            case SATURDAY, SUNDAY -> 5;
            case FRIDAY -> 38;
            default -> 47;
        };
        return (int) Math.max(1, usual * wave + random.nextGaussian() * Math.sqrt(usual));
    }

    /** Around ten in the morning or two in the afternoon. */
    private Instant moment(LocalDate day) {
        double hour = (random.nextDouble() < 0.6 ? 9.7 : 14.1) + random.nextGaussian() * 1.5;
        int second = (int) (Math.clamp(hour, 6.0, 21.9) * 3600);
        return day.atTime(LocalTime.ofSecondOfDay(second)).atZone(zone).toInstant();
    }

    private List<Instant> storm(LocalDate day) {
        Instant begin = day.atTime(8, 20).atZone(zone).toInstant();
        var moments = new ArrayList<Instant>();
        for (int i = 0; i < STORM; i++) {
            moments.add(begin.plusSeconds(random.nextInt(7_200)));
        }
        return moments.stream().sorted().toList();
    }

    private TicketImport.Imported story(Instant created, Script.Kind kind) {
        int about = random.nextInt(kind.titles().size());
        var texts = script.filled(
                random,
                kind.titles().get(about),
                kind.texts().get(about),
                Script.one(kind.answers(), random),
                kind.fixes().get(about));
        var story = new Story(setting(kind, texts.get(0), texts.get(1)), requester(created), channel(), created, now);
        live(story, kind, texts.get(2), texts.get(3), created);
        return story.told();
    }

    private void live(Story story, Script.Kind kind, String answer, String fix, Instant created) {
        PersonRef agent = person(agents.getOrDefault(kind.desk(), List.of()));
        // A few are forgotten for long; the rest is taken within the hour, or next morning.
        Duration first = working(created, minutes(random.nextDouble() < 0.02 ? 4_000 : 25, 0.9));
        if (!story.later(first)) {
            return;
        }
        story.take(agent);
        boolean atOnce = random.nextDouble() < 0.42;
        if (!atOnce) {
            if (!story.later(minutes(12, 0.8))) {
                return;
            }
            story.answer(agent, answer);
            if (!kind.notes().isEmpty() && random.nextDouble() < 0.4) {
                story.note(agent, Script.one(kind.notes(), random));
            }
            if (random.nextDouble() < 0.35 && !asksAndWaits(story, agent)) {
                return;
            }
        }
        double hours = atOnce ? kind.hours() / 4 : kind.hours();
        if (!story.later(working(created, minutes(hours * 60, 0.8)))) {
            return;
        }
        story.answer(agent, fix);
        story.move(agent, "resolved");
        afterwards(story, agent, fix);
    }

    /** False when the requester has not answered by now. */
    private boolean asksAndWaits(Story story, PersonRef agent) {
        story.move(agent, "pending");
        if (random.nextDouble() < 0.04 || !story.later(minutes(300, 1.1))) {
            return false;
        }
        story.write(Script.one(script.more(), random));
        return true;
    }

    private void afterwards(Story story, PersonRef agent, String fix) {
        if (random.nextDouble() < 0.05 && story.later(minutes(900, 0.7))) {
            story.write(Script.one(script.back(), random));
            if (!story.later(minutes(240, 0.8))) {
                return;
            }
            story.answer(agent, fix);
            story.move(agent, "resolved");
        }
        if (random.nextDouble() < 0.38 && story.later(minutes(180, 1.0))) {
            int score = Story.score(random);
            boolean words = random.nextDouble() < 0.4;
            story.rate(score, !words ? "" : Script.one(score >= 4 ? script.praise() : script.complaint(), random));
        }
        if (story.later(Duration.ofDays(7))) {
            story.move(agent, "closed");
        }
    }

    private Story.Setting setting(Script.Kind kind, String title, String text) {
        UUID desk = desks.getOrDefault(kind.desk(), new UUID(0, 0));
        TicketType type = types.stream()
                .filter(t -> t.deskId().equals(desk) && t.key().equals(kind.type()))
                .findFirst()
                .orElseThrow();
        Category category = categories.stream()
                .filter(c -> c.deskId().equals(desk) && c.name().equals(kind.category()))
                .findFirst()
                .orElseThrow();
        @Nullable
        UUID team = teams.stream()
                .filter(t -> t.deskId().equals(desk) && t.name().equals(kind.team()))
                .map(Team::id)
                .findFirst()
                .orElse(null);
        return new Story.Setting(type, category, team, kind, title, text);
    }

    /** Who signs in to look at the demo asks more than others in the last days, and finds own requests under way. */
    private PersonRef requester(Instant created) {
        boolean lately = created.isAfter(now.minus(Duration.ofDays(3)));
        return person(random.nextDouble() < (lately ? 0.2 : 0.01) ? requesters.subList(0, shown) : requesters);
    }

    private PersonRef person(List<PersonRef> of) {
        return of.get(random.nextInt(of.size()));
    }

    private Channel channel() {
        double p = random.nextDouble();
        return p < 0.5 ? Channel.EMAIL : p < 0.85 ? Channel.PORTAL : Channel.PHONE;
    }

    /** Log-normal around a median, as handling times are. */
    private Duration minutes(double median, double spread) {
        double minutes = median * Math.exp(random.nextGaussian() * spread);
        return Duration.ofSeconds((long) (Math.clamp(minutes, 1, 40_000) * 60));
    }

    /** What would begin at a weekend begins on Monday. */
    private Duration working(Instant from, Duration after) {
        var end = from.plus(after).atZone(zone);
        int weekend = end.getDayOfWeek() == DayOfWeek.SATURDAY ? 2 : end.getDayOfWeek() == DayOfWeek.SUNDAY ? 1 : 0;
        return after.plusDays(weekend);
    }
}
