package io.steward.server.channel.rules;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HtmlToTextTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = true,
            value = {
                "<p>a</p><p>b</p>|a~~b",
                "<div>a</div><div>b</div>|a~b",
                "a<br>b<br><br>c|a~b~~c",
                "a  <b> b</b>\t c&nbsp;d|a b c d",
                "<ul><li>a<li>b<ul><li>c</ul></ul>d|- a~- b~  - c~~d",
                "<ol><li><p>a</p></li><li>b</li></ol>|1. a~~2. b",
                "<a href='https://x.org/p'>link</a>.|link <https://x.org/p>.",
                "<a href='https://x.org/'>https://x.org</a>|https://x.org",
                "<a href='mailto:a@b.c'>a@b.c</a>|a@b.c",
                "<a href='javascript:alert(1)'>x</a>|x",
                "<script>x</script><style>y</style>z<!-- c -->|z",
                "<pre>a~  b</pre>c|a~  b~~c",
                "<blockquote>a<br>b<blockquote>c</blockquote></blockquote>d|> a~> b~> >~> > c~~d",
                "<img alt='Logo' src=x> <img src=y>|[Logo]",
                "<h1>t</h1>x<hr>y|t~~x~---~y"
            })
    void writesReadableText(String html, String text) {
        assertThat(HtmlToText.convert(html.replace('~', '\n'), 1000)).isEqualTo(text.replace('~', '\n'));
    }

    @Test
    void separatesTheCellsOfATable() {
        assertThat(HtmlToText.convert("<table><tr><th>a</th><th>b</th></tr><tr><td>1</td><td>2</td></tr></table>", 99))
                .isEqualTo("a | b\n1 | 2");
    }

    @Test
    void isBounded() {
        assertThat(HtmlToText.convert("<p>abc</p>".repeat(1000), 50)).hasSizeLessThanOrEqualTo(50);
        assertThat(HtmlToText.convert("😀".repeat(100), 5)).isEqualTo("😀😀");
        assertThat(HtmlToText.convert("", 5)).isEmpty();
    }

    @Test
    void writesNoControlCharacters() {
        assertThat(HtmlToText.convert("a&#0;b&#8;c\0d", 50).chars().noneMatch(Character::isISOControl))
                .isTrue();
    }
}
