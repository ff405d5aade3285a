package io.steward.server.blueprint;

import io.steward.server.blueprint.rules.Shapes;
import io.steward.server.blueprint.rules.Trouble;
import io.steward.server.blueprint.rules.TypeFile;
import io.steward.server.macro.CannedAnswer;
import io.steward.server.macro.CannedAnswers;
import io.steward.server.platform.Sanitizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** The canned answers of the desk, by their shortcuts, of which there is one each. */
@Component
@Order(90)
class AnswerSection implements Section {
    record AnswerFile(
            @Nullable String name,
            @Nullable String shortcut,
            @Nullable String text) {
        AnswerFile {
            name = TypeFile.strip(name);
            shortcut = shortcut == null ? null : shortcut.strip().toLowerCase(Locale.ROOT);
            text = text == null ? null : Sanitizer.mentioning(Sanitizer.html(text), Set.of());
        }
    }

    private final CannedAnswers answers;

    AnswerSection(CannedAnswers answers) {
        this.answers = answers;
    }

    @Override
    public String name() {
        return "cannedAnswers";
    }

    @Override
    public JsonNode export(Scope scope) {
        return Shapes.tree(there(scope).stream().map(AnswerSection::file).toList());
    }

    private List<CannedAnswer> there(Scope scope) {
        return answers.all(scope.context(), scope.desk().id()).stream()
                .filter(a -> scope.desk().id().equals(a.deskId()))
                .sorted(Comparator.comparing(CannedAnswer::shortcut))
                .toList();
    }

    private static AnswerFile file(CannedAnswer a) {
        return new AnswerFile(a.name(), a.shortcut(), a.text());
    }

    @Override
    public JsonNode plan(@Nullable Scope scope, JsonNode given, Trouble trouble) {
        var wanted = Shapes.list(given, AnswerFile.class, name(), trouble);
        wanted.sort(Comparator.comparing(a -> String.valueOf(a.shortcut())));
        return Shapes.tree(wanted);
    }

    @Override
    public void apply(Scope scope, JsonNode wanted, Trouble trouble) {
        var left = new ArrayList<>(there(scope));
        var all = Shapes.list(wanted, AnswerFile.class, name(), trouble);
        for (int i = 0; i < all.size(); i++) {
            AnswerFile w = all.get(i);
            CannedAnswer now = left.stream()
                    .filter(a -> a.shortcut().equals(w.shortcut()))
                    .findFirst()
                    .orElse(null);
            left.remove(now);
            if (now == null || !file(now).equals(w)) {
                Problems.at(name() + "[" + i + "].", () -> put(scope, w, now));
            }
        }
        left.forEach(a -> answers.delete(scope.context(), a.id()));
    }

    private void put(Scope scope, AnswerFile w, @Nullable CannedAnswer now) {
        var desk = scope.desk().id();
        var answer = new CannedAnswer(
                now == null ? desk : now.id(), desk, null, or(w.name()), or(w.shortcut()), or(w.text()), 1);
        if (now == null) {
            answers.create(scope.context(), answer, tx -> {});
        } else {
            answers.change(scope.context(), now.id(), now.version(), before -> answer);
        }
    }

    private static String or(@Nullable String text) {
        return text == null ? "" : text;
    }
}
