package io.steward.server.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SanitizerTest {
    private static final String ID = "00000000-0000-4000-8000-000000000000";
    private static final Set<String> ELEMENTS = Set.of(
            ("a b blockquote br cite code dd div dl dt em h1 h2 h3 h4 hr i img li ol p pre q s small span strike strong sub sup"
                            + " table tbody td th thead tr u ul")
                    .split(" "));
    private static final Map<String, Pattern> ATTRIBUTES = Map.ofEntries(
            Map.entry("a.href", Pattern.compile("(?i)(https?:|mailto:|tel:)[^\\p{Cntrl}]*")),
            Map.entry("a.rel", Pattern.compile("nofollow noopener noreferrer")),
            Map.entry("a.data-mention", Pattern.compile("[0-9a-f-]{36}")),
            Map.entry("img.src", Pattern.compile("/api/v1/attachments/[0-9a-f-]{36}(\\?inline=1)?")),
            Map.entry("img.alt", Pattern.compile("(?s).*")),
            Map.entry("ul.data-type", Pattern.compile("taskList")),
            Map.entry("li.data-checked", Pattern.compile("true|false")),
            Map.entry("code.class", Pattern.compile("language-[a-z0-9+#-]+")),
            Map.entry("ol.start", Pattern.compile("\\d{1,6}")),
            Map.entry("td.colspan", Pattern.compile("\\d{1,2}")),
            Map.entry("td.rowspan", Pattern.compile("\\d{1,2}")),
            Map.entry("th.colspan", Pattern.compile("\\d{1,2}")),
            Map.entry("th.rowspan", Pattern.compile("\\d{1,2}")));

    static Stream<String> attacks() {
        try (var file = Objects.requireNonNull(SanitizerTest.class.getResourceAsStream("/xss-payloads.txt"))) {
            List<String> lines = new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(SanitizerTest::written)
                    .toList();
            assertThat(lines).hasSizeGreaterThan(200);
            // As they are, inside of what is kept, and cut off in the middle.
            return lines.stream()
                    .flatMap(x -> Stream.of(
                            x,
                            "<table><tr><td><blockquote>" + x + "</blockquote></td></tr></table>",
                            x.substring(0, x.length() * 2 / 3)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String written(String line) {
        return Pattern.compile("\\\\u([0-9a-f]{4})")
                .matcher(line.replace("\\n", "\n").replace("\\t", "\t"))
                .replaceAll(m -> java.util.regex.Matcher.quoteReplacement(
                        String.valueOf((char) Integer.parseInt(m.group(1), 16))));
    }

    @ParameterizedTest
    @MethodSource("attacks")
    void nothingThatRunsOrLoadsSurvives(String attack) {
        String safe = Sanitizer.html(attack);
        for (Element e : Jsoup.parseBodyFragment(safe).body().getAllElements()) {
            if (e.normalName().equals("body")) {
                continue;
            }
            assertThat(ELEMENTS).as(safe).contains(e.normalName());
            e.attributes().forEach(a -> {
                Pattern allowed = ATTRIBUTES.get(e.normalName() + "." + a.getKey());
                assertThat(allowed)
                        .as("%s.%s in %s", e.normalName(), a.getKey(), safe)
                        .isNotNull();
                assertThat(a.getValue()).as(safe).matches(Objects.requireNonNull(allowed));
            });
        }
        // What it means does not change when it is read once more.
        assertThat(Sanitizer.html(safe)).isEqualTo(safe);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<ul data-type=\"taskList\"><li data-checked=\"true\"><p>done</p></li><li data-checked=\"false\"><p>to do</p></li></ul>",
                "<table><tbody><tr><th colspan=\"2\"><p>a</p></th></tr><tr><td rowspan=\"3\"><p>b</p></td><td><p>c</p></td></tr></tbody></table>",
                "<pre><code class=\"language-java\">if (a &lt; b) {}</code></pre>",
                "<p>Ask <a data-mention=\"" + ID + "\">@Ada</a> and see <s>this</s> <u>that</u></p>",
                "<p><img src=\"/api/v1/attachments/" + ID + "?inline=1\" alt=\"a plan\"></p>",
                "<ol start=\"4\"><li><p>four</p></li></ol><h2>t</h2><blockquote><p>q</p></blockquote><hr>",
                "<p><a href=\"https://example.org/a?b=1&amp;c=2\" rel=\"nofollow noopener noreferrer\">x</a></p>"
            })
    void whatTheEditorWritesIsKept(String html) {
        assertThat(Sanitizer.html(html)).isEqualTo(html);
    }

    @Test
    void aMentionLeadsNowhere() {
        assertThat(Sanitizer.html("<a data-mention='" + ID + "' href='https://evil.example'>@Ada</a>"))
                .isEqualTo("<a data-mention=\"" + ID + "\">@Ada</a>");
        assertThat(Sanitizer.html("<a data-mention='somebody'>@Ada</a>")).doesNotContain("data-mention");
    }

    @Test
    void onlyThoseWhoMayBeMentionedStayMentioned() {
        String html = "<p><a data-mention=\"" + ID + "\">@Ada</a> <a data-mention=\"" + ID.replace('8', '9')
                + "\">@Eve</a></p>";
        assertThat(Sanitizer.mentions(html))
                .containsExactly(UUID.fromString(ID), UUID.fromString(ID.replace('8', '9')));
        assertThat(Sanitizer.mentioning(html, Set.of(UUID.fromString(ID))))
                .isEqualTo("<p><a data-mention=\"" + ID + "\">@Ada</a> @Eve</p>");
    }

    @Test
    void tasksAndCellsAreReadableAsText() {
        assertThat(Sanitizer.text("<ul data-type=\"taskList\"><li data-checked=\"true\"><p>a</p></li></ul>"))
                .isEqualTo("[x] a");
        assertThat(Sanitizer.text("<table><tr><td>a</td><td>b</td></tr></table>"))
                .isEqualTo("a b");
    }

    @Test
    void blocksAndBreaksAreLines() {
        assertThat(Sanitizer.text(
                        "<h1>Title</h1><p>one<br>two \t <b>bold</b></p><div><blockquote>three</blockquote></div>"))
                .isEqualTo("Title\none\ntwo bold\nthree");
        assertThat(Sanitizer.text("<ul><li data-checked=\"false\">open</li><li>plain</li></ul>a &amp; b"))
                .isEqualTo("[ ] open\nplain\na & b");
        assertThat(Sanitizer.text("<table><tr><th>a</th><td>b</td></tr><tr><td>c</td></tr></table>"))
                .isEqualTo("a b\nc");
    }
}
