package io.steward.server.notification;

import io.steward.server.journal.Journal;
import io.steward.server.journal.NewEntry;
import io.steward.server.notification.rules.Template;
import io.steward.server.notification.store.NoticeTemplateStore;
import io.steward.server.platform.Check;
import io.steward.server.platform.Context;
import io.steward.server.platform.Database;
import io.steward.server.platform.Problem;
import io.steward.server.platform.Tx;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The sentences of mails: built in for each language, and as administrators write them anew. */
@Component
public class NoticeTemplates {
    public static final List<String> LANGUAGES = List.of("en", "de");
    /** Kinds that have a sentence for each of these. */
    private static final Map<NoticeKind, List<String>> OUTCOMES = Map.of(
            NoticeKind.APPROVAL_DECIDED,
            List.of("approved", "rejected", "expired", "withdrawn"),
            NoticeKind.SHIFT,
            List.of("soon", "begun"));
    /** What a preview is filled with. */
    private static final Map<String, String> SAMPLE = Map.of(
            "actor",
            "Mia Holm",
            "number",
            "INC-1042",
            "title",
            "The printer is on fire",
            "approval",
            "A new printer",
            "chain",
            "Network",
            "connection",
            "Monitoring",
            "schedule",
            "Network",
            "time",
            "2026-11-30 18:00 (Europe/Vienna)",
            "percent",
            "80");

    private final Database database;
    private final NoticeTemplateStore store;
    private final Journal journal;

    NoticeTemplates(Database database, NoticeTemplateStore store, Journal journal) {
        this.database = database;
        this.store = store;
        this.journal = journal;
    }

    /** All sentences there are. */
    public static List<String> sentences() {
        var all = new ArrayList<String>();
        for (NoticeKind kind : NoticeKind.values()) {
            var outcomes = OUTCOMES.get(kind);
            if (outcomes == null) {
                all.add(kind.key());
            } else {
                outcomes.forEach(o -> all.add(kind.key() + "." + o));
            }
        }
        return all;
    }

    /** What a sentence may name. */
    public static Set<String> variables(String sentence) {
        var names = new TreeSet<>(Set.of("actor", "number", "title"));
        if (sentence.equals(NoticeKind.CONNECTION_OFF.key())) {
            return new TreeSet<>(Set.of("connection"));
        }
        if (sentence.startsWith(NoticeKind.SHIFT.key())) {
            return new TreeSet<>(Set.of("schedule", "time"));
        }
        if (sentence.startsWith("approval_")) {
            names.add("approval");
        }
        if (sentence.startsWith("page")) {
            names.add("chain");
        }
        if (sentence.startsWith("escalated")) {
            names.add("percent");
        }
        return names;
    }

    /** What is built in for a language, with everything around the sentences. */
    public static ResourceBundle builtIn(String language) {
        var control = ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);
        return ResourceBundle.getBundle("notification.texts", Locale.forLanguageTag(language), control);
    }

    /** Each sentence in each language as it is used. */
    public List<NoticeTemplate> all(Context context) {
        context.needAdministrator();
        return database.read(context.tenant(), tx -> {
            var all = new ArrayList<NoticeTemplate>();
            for (String language : LANGUAGES) {
                var written = of(tx, language);
                sentences().forEach(s -> all.add(written.getOrDefault(s, builtIn(s, language))));
            }
            return all;
        });
    }

    /** What the organisation wrote itself in a language, by sentence. */
    public Map<String, NoticeTemplate> of(Tx tx, String language) {
        var found = new LinkedHashMap<String, NoticeTemplate>();
        store.of(tx, language).forEach(t -> found.put(t.sentence(), t));
        return found;
    }

    private static NoticeTemplate builtIn(String sentence, String language) {
        ResourceBundle texts = builtIn(language);
        return new NoticeTemplate(
                sentence,
                language,
                texts.getString(sentence + ".subject"),
                texts.getString(sentence + ".text"),
                false,
                0);
    }

    public NoticeTemplate set(
            Context context,
            String sentence,
            String language,
            @Nullable String subject,
            @Nullable String text,
            int version) {
        context.needAdministrator();
        known(sentence, language);
        var wanted = checked(sentence, language, subject, text, version + 1);
        return database.write(context.tenant(), tx -> {
            if (!store.save(tx, wanted)) {
                throw Problem.stale(of(tx, language).getOrDefault(sentence, builtIn(sentence, language)));
            }
            record(tx, context, wanted, "changed");
            return wanted;
        });
    }

    /** Says what is built in again. */
    public NoticeTemplate reset(Context context, String sentence, String language) {
        context.needAdministrator();
        known(sentence, language);
        NoticeTemplate original = builtIn(sentence, language);
        database.run(context.tenant(), tx -> {
            if (store.delete(tx, sentence, language)) {
                record(tx, context, original, "reset");
            }
        });
        return original;
    }

    /** What it would look like, filled with an example. */
    public NoticeTemplate preview(
            Context context, String sentence, String language, @Nullable String subject, @Nullable String text) {
        context.needAdministrator();
        known(sentence, language);
        var wanted = checked(sentence, language, subject, text, 0);
        return new NoticeTemplate(
                sentence,
                language,
                Template.fill(wanted.subject(), SAMPLE),
                Template.fill(wanted.text(), SAMPLE),
                true,
                0);
    }

    private static void known(String sentence, String language) {
        if (!sentences().contains(sentence) || !LANGUAGES.contains(language)) {
            throw Problem.notFound("template");
        }
    }

    private static NoticeTemplate checked(
            String sentence, String language, @Nullable String subject, @Nullable String text, int version) {
        var check = new Check();
        String line = check.text("subject", subject == null ? null : subject.replaceAll("\\s+", " "), 200);
        String body = check.text("text", text, 2_000);
        var known = variables(sentence);
        for (String unknown : Template.unknown(line, known)) {
            check.error("subject", "variable", "There is no variable {" + unknown + "} here");
        }
        for (String unknown : Template.unknown(body, known)) {
            check.error("text", "variable", "There is no variable {" + unknown + "} here");
        }
        check.done();
        return new NoticeTemplate(sentence, language, line, body, true, version);
    }

    private void record(Tx tx, Context context, NoticeTemplate t, String what) {
        UUID id = UUID.nameUUIDFromBytes((t.sentence() + "/" + t.language()).getBytes(StandardCharsets.UTF_8));
        journal.append(
                tx,
                context,
                NewEntry.of(
                        "notification_template",
                        id,
                        null,
                        what,
                        Map.of(
                                "sentence", t.sentence(),
                                "language", t.language(),
                                "subject", t.subject(),
                                "text", t.text())));
    }
}
