import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** What the program is filled with: tickets of three years, one in twenty of them open, always the same ones. */
final class Data {
    static final int PEOPLE = 1_000;
    static final int AGENTS = 100;
    static final int TEAMS = 50;
    static final int CATEGORIES = 40;
    /** Tickets that are talked about at length, as {@link Operations#OPEN} asks for. */
    static final int LONG = 300;
    private static final Instant UNTIL = Instant.parse("2026-11-01T00:00:00Z");
    private static final int SECONDS = 3 * 365 * 86_400;
    private static final String COLUMNS = "number,title,description,status,impact,urgency,category,team,assignee,requester,created,resolved,closed";

    final Words words = new Words(8_000);
    private final Program program;

    Data(Program program) {
        this.program = program;
    }

    /** Imports the tickets from number {@code from} on and answers how many came in per second. */
    double load(Path folder, int from, int count) throws Exception {
        Path file = folder.resolve("tickets.csv");
        write(file, from, count);
        try (var http = program.connect()) {
            double took = bringIn(http, upload(http, file).text("id"), mapping(incident(http), desk(http)));
            Files.delete(file);
            return count / took;
        }
    }

    /** Imports a real log of incidents, each row one update, as the mapping page suggests; answers rows per second. */
    double loadLog(Path log, int rows) throws Exception {
        try (var http = program.connect()) {
            var job = upload(http, log);
            String body = job.body();
            int from = body.indexOf("\"suggested\":") + "\"suggested\":".length();
            String mapping = body.substring(from, end(body, from))
                    .replace("\"typeId\":null", "\"typeId\":\"" + incident(http) + "\"")
                    .replace("\"deskId\":null", "\"deskId\":\"" + desk(http) + "\"");
            return rows / bringIn(http, job.text("id"), mapping);
        }
    }

    /** The end of the JSON object that begins at {@code from}; none of its texts holds a brace. */
    private static int end(String json, int from) {
        int depth = 0;
        for (int i = from; ; i++) {
            depth += json.charAt(i) == '{' ? 1 : json.charAt(i) == '}' ? -1 : 0;
            if (depth == 0) {
                return i + 1;
            }
        }
    }

    /** Seconds from the start of an import to its end. */
    private static double bringIn(Http http, String id, String mapping) throws Exception {
        http.put("/imports/" + id + "/mapping", mapping).ok();
        http.post("/imports/" + id + "/check", "{}").ok();
        await(http, id, "checked");
        http.post("/imports/" + id + "/run", "{}").ok();
        long begun = System.nanoTime();
        await(http, id, "done");
        return (System.nanoTime() - begun) / 1e9;
    }

    private static String desk(Http http) throws IOException {
        return http.get("/types").ok().text("deskId");
    }

    /** The id of the type of incidents. */
    static String incident(Http http) throws IOException {
        return http.get("/types").ok().text("id");
    }

    private static void await(Http http, String id, String state) throws Exception {
        for (;;) {
            var answer = http.get("/imports/" + id).ok();
            String now = answer.text("state");
            if (now.equals(state)) {
                return;
            }
            if (!now.equals("checking") && !now.equals("running")) {
                throw new IllegalStateException("The import is " + answer.body());
            }
            Thread.sleep(50);
        }
    }

    private static Http.Answer upload(Http http, Path file) throws IOException {
        String boundary = "----bench";
        byte[] head = ("--" + boundary + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"tickets.csv\"\r\n"
                + "Content-Type: text/csv\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
        byte[] middle = Files.readAllBytes(file);
        byte[] tail = ("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.US_ASCII);
        var body = new byte[head.length + middle.length + tail.length];
        System.arraycopy(head, 0, body, 0, head.length);
        System.arraycopy(middle, 0, body, head.length, middle.length);
        System.arraycopy(tail, 0, body, head.length + middle.length, tail.length);
        return http.send("POST", "/imports", "multipart/form-data; boundary=" + boundary, body).ok();
    }

    private static String mapping(String type, String desk) {
        var columns = new ArrayList<String>();
        for (String column : COLUMNS.split(",")) {
            if (!column.equals("number")) {
                columns.add("\"" + column + "\":\"" + column + "\"");
            }
        }
        return "{\"deskId\":\"" + desk + "\",\"typeId\":\"" + type + "\",\"mode\":\"tickets\",\"key\":\"number\",\"columns\":{"
                + String.join(",", columns) + "},\"values\":{},\"dateFormat\":\"yyyy-MM-dd'T'HH:mm:ss'Z'\",\"timeZone\":\"UTC\","
                + "\"unknown\":[\"\"],\"order\":null}";
    }

    private void write(Path file, int from, int count) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write(COLUMNS + "\n");
            for (int i = from; i < from + count; i++) {
                out.write(line(i, count) + "\n");
            }
        }
    }

    private String line(int number, int count) {
        var random = new Random(number);
        Instant created = UNTIL.minusSeconds(SECONDS - (long) SECONDS * number / (number + count));
        boolean open = random.nextInt(20) == 0;
        Instant resolved = created.plusSeconds((long) Math.exp(random.nextGaussian(10.5, 1.2)));
        String status = open ? List.of("new", "open", "pending").get(random.nextInt(3)) : "closed";
        return String.join(",", "B" + number, words.sentence(random, 6), words.sentence(random, 60), status,
                "" + (1 + random.nextInt(3)), "" + (1 + random.nextInt(3)), "Category " + random.nextInt(CATEGORIES),
                "Team " + random.nextInt(TEAMS), "Agent " + random.nextInt(AGENTS), "Person " + random.nextInt(PEOPLE),
                created.toString(), open ? "" : resolved.toString(), open ? "" : resolved.plusSeconds(86_400).toString());
    }

    /** Writes replies to some open tickets until each has twenty entries; answers their ids. */
    List<String> talk() throws Exception {
        try (var http = program.connect()) {
            var ids = new ArrayList<String>();
            String next = "";
            while (ids.size() < LONG) {
                var page = http.get("/tickets?limit=100&q=state%20in%20(new,open,pending)" + next).ok();
                ids.addAll(ids(page.body()));
                next = "&cursor=" + page.text("next");
            }
            var some = List.copyOf(ids.subList(0, LONG));
            var random = new Random(1);
            for (String id : some) {
                for (int i = entries(http, id); i < 20; i++) {
                    http.post("/tickets/" + id + "/replies", "{\"body\":\"<p>" + words.sentence(random, 40) + "</p>\"}").ok();
                }
            }
            return some;
        }
    }

    private static int entries(Http http, String id) throws IOException {
        return count(http.get("/tickets/" + id + "/entries?limit=100").ok().body(), "\"seq\":");
    }

    /** The first number of a name. */
    static String number(String json, String name) {
        int from = json.indexOf("\"" + name + "\":") + name.length() + 3;
        int to = from;
        while (to < json.length() && Character.isDigit(json.charAt(to))) {
            to++;
        }
        return json.substring(from, to);
    }

    static int count(String text, String part) {
        return (int) IntStream.iterate(text.indexOf(part), i -> i >= 0, i -> text.indexOf(part, i + 1)).count();
    }

    private static final String FIRST = "{\"id\":\"";
    private static final String SECOND = "\",\"number\"";

    /** The ids of the tickets on a page: 36 characters between an object's beginning and its number. */
    static List<String> ids(String page) {
        var ids = new ArrayList<String>();
        for (int i = page.indexOf(FIRST); i >= 0; i = page.indexOf(FIRST, i + 1)) {
            int from = i + FIRST.length();
            if (page.startsWith(SECOND, from + 36)) {
                ids.add(page.substring(from, from + 36));
            }
        }
        return ids;
    }
}
