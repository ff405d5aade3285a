package io.steward.server.oncall;

import io.steward.server.oncall.rules.Hours;
import io.steward.server.oncall.rules.Layer;
import io.steward.server.oncall.rules.Turn;
import io.steward.server.platform.Check;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A layer as it is written: in requests, in answers and where it is kept.
 *
 * @param turn hours, days or weeks
 * @param start a date such as 2026-11-30
 * @param handOver a time such as 08:00
 * @param end a date; null: it never ends
 */
public record LayerForm(
        @Nullable String name,
        @Nullable List<UUID> people,
        @Nullable String turn,
        @Nullable Integer every,
        @Nullable String start,
        @Nullable String handOver,
        @Nullable String end,
        @Nullable List<HoursForm> hours) {
    private static final LocalDate FIRST = LocalDate.of(2000, 1, 1);
    private static final LocalDate LAST = LocalDate.of(2100, 1, 1);

    /** @param days such as monday */
    public record HoursForm(
            @Nullable List<String> days,
            @Nullable String from,
            @Nullable String until) {}

    public static LayerForm of(Layer l) {
        LocalDate end = l.end();
        return new LayerForm(
                l.name(),
                l.people(),
                l.turn().key(),
                l.every(),
                l.start().toString(),
                l.handOver().toString(),
                end == null ? null : end.toString(),
                l.hours().stream().map(LayerForm::of).toList());
    }

    private static HoursForm of(Hours h) {
        return new HoursForm(
                h.days().stream()
                        .sorted()
                        .map(d -> d.name().toLowerCase(Locale.ROOT))
                        .toList(),
                h.from().toString(),
                h.until().toString());
    }

    /** The layer; what is wrong with it is added under the path, such as {@code layers[0].}. */
    public Layer read(Check check, String path) {
        Turn unit = Turn.of(String.valueOf(turn)).orElse(null);
        check.that(unit != null, path + "turn", "unknown", "One of hours, days, weeks");
        Turn counted = unit == null ? Turn.WEEKS : unit;
        int length = every == null ? 1 : every;
        check.that(length >= 1 && length <= counted.most(), path + "every", "range", "From 1 to " + counted.most());
        List<UUID> rota = people == null ? List.of() : people;
        check.that(
                rota.size() <= Layer.MOST_PEOPLE && rota.stream().allMatch(Objects::nonNull),
                path + "people",
                "range",
                "At most " + Layer.MOST_PEOPLE);
        LocalDate first = date(check, path + "start", start);
        LocalDate last = end == null || end.isBlank() ? null : date(check, path + "end", end);
        check.that(last == null || last.isAfter(first), path + "end", "range", "After the start");
        return new Layer(
                check.text(path + "name", name, 100),
                List.copyOf(rota.stream().filter(Objects::nonNull).toList()),
                counted,
                Math.clamp(length, 1, counted.most()),
                first,
                time(check, path + "handOver", handOver),
                last,
                readHours(check, path + "hours"));
    }

    private List<Hours> readHours(Check check, String path) {
        List<HoursForm> given = hours == null ? List.of() : hours;
        check.that(given.size() <= Layer.MOST_HOURS, path, "range", "At most " + Layer.MOST_HOURS);
        var all = new ArrayList<Hours>();
        for (int i = 0; i < Math.min(given.size(), Layer.MOST_HOURS); i++) {
            HoursForm h = given.get(i);
            String at = path + "[" + i + "].";
            if (h == null) {
                check.error(path + "[" + i + "]", "required", "This is needed");
                continue;
            }
            var days = EnumSet.noneOf(DayOfWeek.class);
            for (String day : h.days() == null ? List.<String>of() : h.days()) {
                days.add(read(
                        check, at + "days", day, d -> DayOfWeek.valueOf(d.toUpperCase(Locale.ROOT)), DayOfWeek.MONDAY));
            }
            check.that(!days.isEmpty(), at + "days", "required", "At least one day");
            all.add(new Hours(days, time(check, at + "from", h.from()), time(check, at + "until", h.until())));
        }
        return all;
    }

    private static LocalDate date(Check check, String field, @Nullable String text) {
        LocalDate date = read(check, field, text, LocalDate::parse, FIRST);
        check.that(!date.isBefore(FIRST) && date.isBefore(LAST), field, "range", "From the year 2000 to 2099");
        return date;
    }

    private static LocalTime time(Check check, String field, @Nullable String text) {
        LocalTime time = read(check, field, text, LocalTime::parse, LocalTime.MIDNIGHT);
        check.that(time.getSecond() == 0 && time.getNano() == 0, field, "range", "In whole minutes");
        return time.withSecond(0).withNano(0);
    }

    private static <T> T read(
            Check check, String field, @Nullable String text, Function<String, T> parse, T otherwise) {
        if (text == null || text.isBlank()) {
            check.error(field, "required", "This is needed");
            return otherwise;
        }
        try {
            return parse.apply(text.strip());
        } catch (DateTimeException | IllegalArgumentException e) {
            check.error(field, "unreadable", "This has not the right form");
            return otherwise;
        }
    }
}
