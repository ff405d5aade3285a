import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/** What is measured, each with a look at its answer. */
final class Operations {
    static final String OPEN = "open";
    private static final String LIST = "/tickets?limit=50&q=state%20in%20(new,open,pending)%20and%20priority%20in%20(1,2,3)";

    private final Data data;
    private final List<String> talked;
    private final String type;

    Operations(Data data, List<String> talked, String type) {
        this.data = data;
        this.talked = talked;
        this.type = type;
    }

    Map<String, Load.Operation> all() {
        var all = new LinkedHashMap<String, Load.Operation>();
        all.put(OPEN, this::open);
        all.put("list", this::list);
        all.put("search", this::search);
        all.put("common-search", this::commonSearch);
        all.put("create", this::create);
        all.put("reply", this::reply);
        return all;
    }

    /** A ticket with its twenty entries, as the ticket page asks for it. */
    private boolean open(Http http, int connection) throws Exception {
        String id = any();
        var ticket = http.get("/tickets/" + id + "?entries=50").ok();
        return ticket.text("id").equals(id) && Data.count(ticket.body(), "\"seq\":") >= 20;
    }

    private final Map<Integer, String> next = new java.util.concurrent.ConcurrentHashMap<>();

    /** Fifty rows by a query, newest change first: a first page, then the page after it. */
    private boolean list(Http http, int connection) throws Exception {
        String cursor = next.remove(connection);
        var page = http.get(cursor == null ? LIST : LIST + "&cursor=" + cursor).ok();
        if (cursor == null) {
            next.put(connection, page.text("next"));
        }
        return Data.ids(page.body()).size() == 50;
    }

    private boolean search(Http http, int connection) throws Exception {
        var random = ThreadLocalRandom.current();
        return search(http, data.words.at(random.nextInt(data.words.count())));
    }

    private boolean commonSearch(Http http, int connection) throws Exception {
        return search(http, data.words.at(0)) && search(http, data.words.at(0) + " " + data.words.at(1));
    }

    private static boolean search(Http http, String words) throws Exception {
        return http.get("/search?limit=20&q=" + URLEncoder.encode(words, StandardCharsets.UTF_8)).ok().body().contains("\"number\"");
    }

    private boolean create(Http http, int connection) throws Exception {
        var random = ThreadLocalRandom.current();
        String title = data.words.sentence(random, 6);
        var made = http.post("/tickets", "{\"typeId\":\"" + type + "\",\"title\":\"" + title + "\",\"description\":\"<p>"
                + data.words.sentence(random, 60) + "</p>\"}").ok();
        return made.text("title").equals(title) && made.text("number").startsWith("INC-");
    }

    private boolean reply(Http http, int connection) throws Exception {
        String text = data.words.sentence(ThreadLocalRandom.current(), 40);
        return http.post("/tickets/" + any() + "/replies", "{\"body\":\"<p>" + text + "</p>\"}").ok().body().contains(text);
    }

    private String any() {
        return talked.get(ThreadLocalRandom.current().nextInt(talked.size()));
    }
}
