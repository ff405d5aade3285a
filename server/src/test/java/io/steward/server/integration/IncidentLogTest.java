package io.steward.server.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.steward.server.TestProgram;
import io.steward.server.sla.IncidentClocks;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The whole of a real incident log through the API; the manager's figures against a plain count over the file. */
class IncidentLogTest {
    private static final Path LOG = Path.of("src/test/resources/import/incident_event_log.csv.gz");
    private static final int NUMBER = 0;
    private static final int REOPENED = 4;
    private static final int OPENED = 9;
    private static final int RESOLVED = 34;

    @Test
    void theWholeLogComesInAndTheFiguresAreTheFiles() throws Exception {
        try (var program = TestProgram.startSetUp()) {
            JsonNode job = program.upload("/imports", LOG);
            String path = "/imports/" + job.path("id").stringValue();
            JsonNode type = program.get("/types").get(0);
            ObjectNode mapping = (ObjectNode) job.path("preview").path("suggested");
            assertThat(mapping.path("mode").stringValue()).isEqualTo("history");
            assertThat(mapping.path("dateFormat").stringValue()).isEqualTo("d/M/yyyy HH:mm");
            mapping.set("typeId", type.path("id"));
            mapping.set("deskId", type.path("deskId"));
            TestProgram.ok(program.call("PUT", path + "/mapping", program.admin(), mapping.toString()));

            program.post(path + "/check", "");
            JsonNode checked =
                    program.await(path, j -> !j.path("state").stringValue().equals("checking"));
            assertThat(checked.path("state").stringValue()).isEqualTo("checked");
            assertThat(checked.path("rows").intValue()).isEqualTo(141_712);
            assertThat(checked.path("errorCount").intValue()).isZero();

            program.post(path + "/run", "");
            JsonNode done =
                    program.await(path, j -> !j.path("state").stringValue().equals("running"), Duration.ofMinutes(5));
            assertThat(done.path("state").stringValue()).as(done.toString()).isEqualTo("done");
            assertThat(done.path("tickets").intValue()).isEqualTo(24_918);
            assertThat(done.path("entries").intValue()).isEqualTo(141_712);
            LoggerFactory.getLogger(getClass()).info("{} rows/s", done.path("rowsPerSecond"));

            Counted counted = count();
            JsonNode figures = program.await(
                    "/figures?from=2016-02-01&to=2017-03-01",
                    f -> f.path("created").path("count").intValue() == counted.incidents,
                    Duration.ofMinutes(2));
            assertThat(figures.path("resolved").path("count").intValue()).isEqualTo(counted.hours.size());
            assertThat(figures.path("reopened").path("count").intValue()).isEqualTo(counted.reopened);
            JsonNode resolution = figures.path("resolution");
            assertThat(resolution.path("meanHours").doubleValue()).isCloseTo(counted.mean(), within(0.01));
            // The median is read from buckets that are half a percent wide.
            double median = counted.median();
            assertThat(resolution.path("medianHours").doubleValue()).isCloseTo(median, within(median * 0.005));
            IncidentClocks.agree(program, LOG, type);
        }
    }

    /** The state of each incident after its last row, counted without any of the program's code. */
    private record Counted(int incidents, int reopened, List<Double> hours) {
        double mean() {
            return hours.stream().mapToDouble(h -> h).sum() / hours.size();
        }

        double median() {
            double[] sorted = hours.stream().mapToDouble(h -> h).sorted().toArray();
            return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
        }
    }

    private static Counted count() throws IOException {
        var format = DateTimeFormatter.ofPattern("d/M/yyyy HH:mm");
        Map<String, String[]> last = new HashMap<>();
        Map<String, Integer> reopened = new HashMap<>();
        try (var in = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(LOG)), StandardCharsets.UTF_8))) {
            in.readLine();
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                String[] cells = line.split(",", -1);
                last.put(cells[NUMBER], cells);
                reopened.merge(cells[NUMBER], Integer.valueOf(cells[REOPENED]), Math::max);
            }
        }
        var hours = new ArrayList<Double>();
        for (String[] cells : last.values()) {
            if (!cells[RESOLVED].equals("?")) {
                var took = Duration.between(
                        LocalDateTime.parse(cells[OPENED], format), LocalDateTime.parse(cells[RESOLVED], format));
                hours.add(took.toMinutes() / 60.0);
            }
        }
        return new Counted(
                last.size(), (int) reopened.values().stream().filter(n -> n > 0).count(), hours);
    }
}
