package io.steward.server.sla;

import static org.assertj.core.api.Assertions.assertThat;

import io.steward.server.TestProgram;
import io.steward.server.platform.Database;
import io.steward.server.platform.TenantId;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.MonthDay;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * The clocks of a real incident log, as the program counts them from the journal, against a plain count over the file: every
 * minute of the years is looked at by itself, and none of the program's code is used.
 */
public final class IncidentClocks {
    private static final DateTimeFormatter FORMAT = DateTimeFormatter.ofPattern("d/M/yyyy HH:mm");
    private static final ZoneId ZONE = ZoneId.of("Europe/London");
    private static final Set<MonthDay> HOLIDAYS =
            Set.of(MonthDay.of(12, 25), MonthDay.of(12, 26), MonthDay.of(1, 1), MonthDay.of(5, 2));
    private static final Map<Integer, Integer> TARGETS = Map.of(1, 240, 2, 480, 3, 2_400, 4, 4_800);
    private static final Instant BEGIN = Instant.parse("2016-01-01T00:00:00Z");
    private static final int MINUTES = 3 * 366 * 24 * 60;

    /** How many minutes of work there were before each minute. */
    private final int[] worked = new int[MINUTES + 1];

    private final int[][] matrix = new int[3][3];

    private IncidentClocks(JsonNode type) {
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                matrix[i][j] = type.path("priorityMatrix").path(i).path(j).intValue();
            }
        }
        for (int i = 0; i < MINUTES; i++) {
            worked[i + 1] = worked[i] + (works(BEGIN.plus(i, ChronoUnit.MINUTES)) ? 1 : 0);
        }
    }

    private static boolean works(Instant at) {
        var local = at.atZone(ZONE);
        int minute = local.getHour() * 60 + local.getMinute();
        return local.getDayOfWeek().getValue() <= DayOfWeek.FRIDAY.getValue()
                && minute >= 9 * 60
                && minute < 17 * 60 + 30
                && !HOLIDAYS.contains(MonthDay.from(local));
    }

    /** What is known of a clock: how it ended, and how much was counted. */
    private record Result(String phase, long minutes, boolean missed) {}

    /** Sets a policy up, has the log's clocks counted by it, and compares all of them. */
    public static void agree(TestProgram program, Path log, JsonNode type) throws Exception {
        String desk = type.path("deskId").stringValue();
        var shifts = new ArrayList<Map<String, Object>>();
        for (DayOfWeek day : DayOfWeek.values()) {
            if (day.getValue() <= 5) {
                shifts.add(Map.of("day", day.name(), "from", 9 * 60, "to", 17 * 60 + 30));
            }
        }
        var holidays = HOLIDAYS.stream()
                .map(d -> Map.of("first", d.atYear(2016).toString(), "name", "h", "yearly", true))
                .toList();
        JsonNode calendar = program.post(
                "/sla/calendars",
                Map.of("deskId", desk, "name", "London", "zone", ZONE.getId(), "shifts", shifts, "holidays", holidays));
        program.post(
                "/sla/policies",
                Map.of(
                        "deskId",
                        desk,
                        "name",
                        "Incidents",
                        "calendars",
                        List.of(calendar.path("id").stringValue()),
                        "promises",
                        List.of(Map.of("kind", "resolution", "pause", "state = pending", "targets", TARGETS))));
        long begun = System.nanoTime();
        JsonNode applied = run(program, desk, "apply");
        LoggerFactory.getLogger(IncidentClocks.class)
                .info(
                        "Clocks counted in {} s",
                        Duration.ofNanos(System.nanoTime() - begun).toSeconds());

        var expected = new IncidentClocks(type).count(log);
        var found = found(program);
        assertThat(found).hasSize(expected.size());
        int wrong = 0;
        for (var e : expected.entrySet()) {
            if (!e.getValue().equals(found.get(e.getKey()))) {
                wrong++;
                LoggerFactory.getLogger(IncidentClocks.class)
                        .info("{}: {} and not {}", e.getKey(), found.get(e.getKey()), e.getValue());
            }
        }
        assertThat(wrong).isZero();
        long missed = expected.values().stream().filter(Result::missed).count();
        assertThat(missed).isBetween(expected.size() / 20L, expected.size() * 19L / 20);
        assertThat(applied.path("missed").longValue()).isEqualTo(missed);

        JsonNode checked = run(program, desk, "check");
        assertThat(checked.path("clocks").intValue()).isEqualTo(expected.size());
        assertThat(checked.path("changed").intValue())
                .as(checked.path("examples").toString())
                .isZero();
    }

    private static JsonNode run(TestProgram program, String desk, String kind) throws Exception {
        program.post("/sla/recalculations", Map.of("deskId", desk, "kind", kind, "days", 36_500));
        JsonNode all = program.await(
                "/sla/recalculations?desk=" + desk,
                r -> !r.get(0).path("state").stringValue().equals("running"),
                Duration.ofMinutes(10));
        assertThat(all.get(0).path("state").stringValue()).isEqualTo("done");
        return all.get(0);
    }

    private static Map<String, Result> found(TestProgram program) {
        return program.bean(Database.class).read(new TenantId(1), tx -> {
            var all = new HashMap<String, Result>();
            tx.sql()
                    .resultQuery("select t.external_id, c.phase, c.elapsed, c.missed_at is not null from sla.clock c"
                            + " join ticket.ticket t on t.tenant_id = c.tenant_id and t.id = c.ticket_id")
                    .forEach(r -> all.put(
                            r.get(0, String.class),
                            new Result(
                                    r.get(1, String.class),
                                    r.get(2, Long.class) / 60_000_000L,
                                    r.get(3, Boolean.class))));
            return all;
        });
    }

    private Map<String, Result> count(Path log) throws IOException {
        Map<String, List<String[]>> rows = new LinkedHashMap<>();
        try (var in = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(log)), StandardCharsets.UTF_8))) {
            in.readLine();
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                String[] cells = line.split(",", -1);
                rows.computeIfAbsent(cells[0], k -> new ArrayList<>()).add(cells);
            }
        }
        var all = new HashMap<String, Result>();
        rows.forEach((number, of) -> {
            of.sort(java.util.Comparator.comparingInt(r -> Integer.parseInt(r[5])));
            all.put(number, result(of));
        });
        return all;
    }

    /** What an incident is after one of its rows. */
    private record State(int minute, String phase, int target) {}

    private List<State> states(List<String[]> rows) {
        int opened = rows.stream().mapToInt(r -> minute(r[9])).min().orElseThrow();
        var states = new ArrayList<State>();
        int last = opened;
        for (int i = 0; i < rows.size(); i++) {
            String[] r = rows.get(i);
            int at = Math.max(last, i == 0 ? opened : r[13].equals("?") ? opened : minute(r[13]));
            String phase = switch (r[1]) {
                case "Resolved", "Closed" -> "done";
                case String s when s.startsWith("Awaiting") -> "paused";
                default -> "running";
            };
            int target = TARGETS.getOrDefault(matrix[level(r[20]) - 1][level(r[21]) - 1], 0);
            var state = new State(at, phase, target);
            if (!states.isEmpty() && states.getLast().minute() == at) {
                states.set(states.size() - 1, state);
            } else {
                states.add(state);
            }
            last = at;
        }
        return states;
    }

    private Result result(List<String[]> rows) {
        var states = states(rows);
        long elapsed = 0;
        boolean missed = false;
        for (int i = 0; i < states.size(); i++) {
            State s = states.get(i);
            if (!s.phase().equals("running")) {
                continue;
            }
            missed |= elapsed > s.target();
            int until = i + 1 < states.size() ? states.get(i + 1).minute() : MINUTES;
            missed |= due(s.minute(), s.target() - elapsed) < until;
            elapsed += i + 1 < states.size() ? worked[until] - worked[s.minute()] : 0;
        }
        return new Result(states.getLast().phase(), elapsed, missed);
    }

    /** The minute at whose beginning so much has been worked. */
    private int due(int from, long minutes) {
        int at = from;
        while (at < MINUTES && worked[at] - worked[from] < minutes) {
            at++;
        }
        return at;
    }

    private static int level(String cell) {
        return cell.equals("?") ? 2 : Math.clamp(cell.charAt(0) - '0', 1, 3);
    }

    private static int minute(String cell) {
        Instant at = LocalDateTime.parse(cell, FORMAT).toInstant(ZoneOffset.UTC);
        return (int) ChronoUnit.MINUTES.between(BEGIN, at);
    }
}
