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
    private static final String TENTH = "category%20in%20(%22Category%200%22,%22Category%201%22,%22Category%202%22,%22Category%203%22)";
    private static final String VIEW = "/tickets?limit=100&awake=true&q=" + TENTH;

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
        all.put("view", this::view);
        all.put("view-scroll", this::viewScroll);
        all.put("view-group", this::viewGroup);
        all.put("view-edit", this::viewEdit);
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

    /** A tenth of all tickets, of every state, as a table shows them: its first page. */
    private boolean view(Http http, int connection) throws Exception {
        return Data.ids(http.get(VIEW).ok().body()).size() == 100;
    }

    private final Map<Integer, String> further = new java.util.concurrent.ConcurrentHashMap<>();

    /** The same, page after page; after twenty from the beginning again. */
    private boolean viewScroll(Http http, int connection) throws Exception {
        String at = further.getOrDefault(connection, "0 ");
        int pages = Integer.parseInt(at.substring(0, at.indexOf(' ')));
        String cursor = at.substring(at.indexOf(' ') + 1);
        var page = http.get(cursor.isEmpty() ? VIEW : VIEW + "&cursor=" + cursor).ok();
        boolean last = pages == 20 || page.body().endsWith("\"next\":null}");
        further.put(connection, last ? "0 " : (pages + 1) + " " + page.text("next"));
        return Data.ids(page.body()).size() == 100 || last;
    }

    /** The heads of the groups of that view, counted. */
    private boolean viewGroup(Http http, int connection) throws Exception {
        return Data.count(http.get("/tickets/groups?by=status&q=" + TENTH).ok().body(), "\"count\":") >= 4;
    }

    private final Map<String, String> versions = new java.util.concurrent.ConcurrentHashMap<>();

    /** One field of a row, changed where it is read; each connection has rows of its own. */
    private boolean viewEdit(Http http, int connection) throws Exception {
        int each = talked.size() / 32;
        String id = talked.get(connection % 32 * each + ThreadLocalRandom.current().nextInt(each));
        String version = versions.get(id);
        if (version == null) {
            version = Data.number(http.get("/tickets/" + id).ok().body(), "version");
        }
        int impact = 1 + ThreadLocalRandom.current().nextInt(3);
        var changed = http.patch("/tickets/" + id, "{\"impact\":" + impact + "}", version).ok();
        versions.put(id, Data.number(changed.body(), "version"));
        return Data.number(changed.body(), "impact").equals("" + impact);
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
