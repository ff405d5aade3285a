import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/**
 * What a large organisation costs beside a small one: a type with 300 fields of its own, a thousand teams, a ticket of two
 * thousand entries. Each is measured in turn with its plain case, three times; what is printed are the medians and how many
 * times the plain case the large one costs.
 */
final class Size {
    private static final int FIELDS = 300;
    private static final String SHOWN = "&columns=f0,f1,f2,f3,f4";
    private static final int TEAMS = 1_000;
    private static final int ENTRIES = 2_000;
    private static final int TURNS = 3;
    private static final int CONNECTIONS = 8;
    private static final List<String> KINDS = List.of("text", "number", "date", "yes_no", "email");

    private final Program program;
    private final Data data;
    private final double seconds;
    private final double warmUp;

    Size(Program program, Data data, double seconds, double warmUp) {
        this.program = program;
        this.data = data;
        this.seconds = seconds;
        this.warmUp = warmUp;
    }

    void run() throws Exception {
        System.out.printf("%n%-44s %10s %10s %6s%n", "", "plain/s", "large/s", "times");
        fields();
        entries();
        teams();
    }

    private void fields() throws Exception {
        String plain = type(0);
        String few = type(5);
        String wide = type(FIELDS);
        for (int filled : new int[] {30, FIELDS}) {
            var plainTickets = tickets(plain, 0);
            var wideTickets = tickets(wide, filled);
            String what = FIELDS + " fields, " + filled + " filled in: ";
            compare(what + "open", open(plainTickets), open(wideTickets));
            compare(what + "create", create(plain, 0), create(wide, filled));
            compare(what + "change", change(plainTickets), change(wideTickets));
            alternately(plain, few, wide, filled);
            compare(what + "list", list(plain, ""), list(wide, ""));
            compare(what + "list, 5 shown", list(few, SHOWN), list(wide, SHOWN));
        }
    }

    /** New tickets of each by turns, so that none has to be looked for farther down than the others. */
    private void alternately(String plain, String few, String wide, int filled) throws Exception {
        try (var http = program.connect()) {
            for (int i = 0; i < 60; i++) {
                http.post("/tickets", ticket(plain, 0)).ok();
                http.post("/tickets", ticket(few, 5)).ok();
                http.post("/tickets", ticket(wide, filled)).ok();
            }
        }
    }

    private void entries() throws Exception {
        String type = incident();
        var few = talked(type, 20);
        var many = talked(type, ENTRIES);
        compare(ENTRIES + " entries: open", open(few), open(many));
        compare(ENTRIES + " entries: reply", reply(few), reply(many));
    }

    /** The same questions, before and after there are so many teams. */
    private void teams() throws Exception {
        String type = incident();
        var tickets = tickets(type, 0);
        var asked = List.of(open(tickets), list(type, ""), create(type, 0));
        var names = List.of("open", "list", "create");
        var before = new ArrayList<Double>();
        for (var each : asked) {
            before.add(median(each, each)[0]);
        }
        try (var http = program.connect()) {
            String desk = http.get("/types").ok().text("deskId");
            for (int i = Data.count(http.get("/teams").ok().body(), "\"name\""); i < TEAMS; i++) {
                http.post("/teams", "{\"deskId\":\"" + desk + "\",\"name\":\"Team of many " + i + "\"}").ok();
            }
        }
        for (int i = 0; i < names.size(); i++) {
            print(TEAMS + " teams: " + names.get(i), before.get(i), median(asked.get(i), asked.get(i))[0]);
        }
    }

    private void compare(String name, Load.Operation plain, Load.Operation large) throws Exception {
        double[] rates = median(plain, large);
        print(name, rates[0], rates[1]);
    }

    private static void print(String name, double plain, double large) {
        System.out.printf(Locale.ROOT, "%-44s %10.0f %10.0f %6.2f%n", name, plain, large, plain / large);
    }

    private double[] median(Load.Operation one, Load.Operation other) throws Exception {
        var rates = new double[2][TURNS];
        for (int i = 0; i < TURNS; i++) {
            rates[0][i] = rate(one, i);
            rates[1][i] = one == other ? rates[0][i] : rate(other, i);
        }
        Arrays.sort(rates[0]);
        Arrays.sort(rates[1]);
        return new double[] {rates[0][TURNS / 2], rates[1][TURNS / 2]};
    }

    private double rate(Load.Operation operation, int turn) throws Exception {
        var r = Load.run(program.port(), program.headers(), CONNECTIONS, turn == 0 ? warmUp * 4 : warmUp, seconds, operation);
        if (r.wrong() > 0) {
            throw new IllegalStateException(r.wrong() + " wrong answers: " + r.fault());
        }
        return r.perSecond();
    }

    private static Load.Operation open(List<String> ids) {
        return (http, c) -> {
            String id = any(ids);
            return http.get("/tickets/" + id + "?entries=50").ok().text("id").equals(id);
        };
    }

    private Load.Operation create(String type, int filled) {
        return (http, c) -> http.post("/tickets", ticket(type, filled)).ok().text("id").length() == 36;
    }

    private Load.Operation reply(List<String> ids) {
        return (http, c) -> http.post("/tickets/" + any(ids) + "/replies", "{\"body\":\"<p>" + data.words.sentence(ThreadLocalRandom.current(), 20)
                + "</p>\"}").ok().status() < 300;
    }

    /** Each connection changes tickets of its own, so that none is refused for another's sake. */
    private static Load.Operation change(List<String> ids) {
        return (http, c) -> {
            int each = ids.size() / CONNECTIONS;
            String id = ids.get(c * each + ThreadLocalRandom.current().nextInt(each));
            String version = Data.number(http.get("/tickets/" + id).ok().body(), "version");
            return http.patch("/tickets/" + id, "{\"impact\":" + (1 + ThreadLocalRandom.current().nextInt(3)) + "}", version).ok().status() == 200;
        };
    }

    private static Load.Operation list(String type, String columns) {
        return (http, c) -> Data.ids(http.get("/tickets?limit=50&q=type%20=%20%22" + type + "%22" + columns).ok().body()).size() == 50;
    }

    private String incident() throws Exception {
        try (var http = program.connect()) {
            return Data.incident(http);
        }
    }

    private List<String> talked(String type, int entries) throws Exception {
        var ids = tickets(type, 0).subList(0, CONNECTIONS);
        try (var http = program.connect()) {
            for (String id : ids) {
                for (int i = 1; i < entries; i++) {
                    http.post("/tickets/" + id + "/notes", "{\"body\":\"<p>" + data.words.sentence(ThreadLocalRandom.current(), 20) + "</p>\"}").ok();
                }
            }
        }
        return ids;
    }

    private List<String> tickets(String type, int filled) throws Exception {
        var ids = new ArrayList<String>();
        try (var http = program.connect()) {
            for (int i = 0; i < 120; i++) {
                ids.add(http.post("/tickets", ticket(type, filled)).ok().text("id"));
            }
        }
        return List.copyOf(ids);
    }

    private String ticket(String type, int filled) {
        var random = ThreadLocalRandom.current();
        var fields = new ArrayList<String>();
        for (int i = 0; i < filled; i++) {
            fields.add("\"f" + i + "\":" + switch (KINDS.get(i % KINDS.size())) {
                case "number" -> "" + random.nextInt(1_000);
                case "date" -> "\"2026-11-" + (10 + random.nextInt(20)) + "\"";
                case "yes_no" -> "" + random.nextBoolean();
                case "email" -> "\"somebody" + random.nextInt(1_000) + "@example.org\"";
                default -> "\"" + data.words.sentence(random, 3) + "\"";
            });
        }
        return "{\"typeId\":\"" + type + "\",\"title\":\"" + data.words.sentence(random, 6) + "\",\"description\":\"<p>" + data.words.sentence(random, 40)
                + "</p>\",\"fields\":{" + String.join(",", fields) + "}}";
    }

    /** A new type, published with so many fields of its own. */
    private String type(int fields) throws Exception {
        try (var http = program.connect()) {
            return type(http, fields);
        }
    }

    private static String type(Http http, int fields) throws Exception {
        String desk = http.get("/types").ok().text("deskId");
        String id = http.post("/types", "{\"deskId\":\"" + desk + "\",\"name\":\"Size " + fields + "\",\"key\":\"size" + fields + "\",\"prefix\":\"SIZE"
                + (char) ('A' + fields % 26) + "\"}").ok().text("id");
        String whole = http.get("/types/" + id + "/definition").ok().body();
        String now = part(whole, "type");
        var all = new ArrayList<String>();
        for (int i = 0; i < fields; i++) {
            all.add("{\"id\":\"" + UUID.randomUUID() + "\",\"key\":\"f" + i + "\",\"name\":\"Field " + i + "\",\"kind\":\"" + KINDS.get(i % KINDS.size()) + "\"}");
        }
        var definition = new ArrayList<String>();
        for (String name : List.of("statuses", "transitions", "initial", "priorityMatrix", "forms", "confidential")) {
            definition.add("\"" + name + "\":" + part(now, name));
        }
        definition.add("\"fields\":[" + String.join(",", all) + "]");
        http.put("/types/" + id + "/draft", "{\"definition\":{" + String.join(",", definition) + "}}").ok();
        http.send("POST", "/types/" + id + "/publish", "application/json\r\nIf-Match: \"" + Data.number(now, "version") + "\"", "{\"statusMap\":{}}".getBytes()).ok();
        return id;
    }

    /** The value of the first such name, as it is written. */
    private static String part(String json, String name) {
        int from = json.indexOf("\"" + name + "\":") + name.length() + 3;
        int depth = 0;
        boolean text = false;
        for (int i = from; ; i++) {
            char c = json.charAt(i);
            if (c == '"' && json.charAt(i - 1) != '\\') {
                text = !text;
            } else if (!text) {
                if (depth == 0 && i > from && (c == ',' || c == '}' || c == ']')) {
                    return json.substring(from, i);
                }
                depth += c == '{' || c == '[' ? 1 : c == '}' || c == ']' ? -1 : 0;
            }
        }
    }

    private static String any(List<String> ids) {
        return ids.get(ThreadLocalRandom.current().nextInt(ids.size()));
    }
}
