package io.steward.server.channel.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.steward.server.channel.rules.QuotedText.Split;
import java.time.Duration;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QuotedHtmlTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                // Gmail
                "<div dir=ltr>NEW</div><br><div class=\"gmail_quote gmail_quote_container\"><div class=gmail_attr>On"
                        + " Tue, Mar 3, 2026 Desk wrote:<br></div><blockquote class=gmail_quote>OLD</blockquote></div>",
                "<div>NEW<br clear=all><div><span class=gmail_signature_prefix>-- </span><div class=gmail_signature>OLD"
                        + "</div></div></div>",
                // Outlook on the web
                "<div>NEW</div><div id=appendonsend></div><hr><div id=divRplyFwdMsg><b>Von:</b>"
                        + " OLD</div><div>OLD</div>",
                "<div><div>NEW</div><hr><div id=divRplyFwdMsg>OLD</div></div><p>OLD</p>",
                // Outlook for Windows
                "<div class=WordSection1><p class=MsoNormal>NEW</p><div><div style='border:none;border-top:solid"
                        + " #E1E1E1 1.0pt'><p class=MsoNormal><b>Von:</b> OLD <br><b>Gesendet:</b> Dienstag<br><b>An:</b>"
                        + " OLD<br><b>Betreff:</b> OLD</p></div></div><p>OLD</p></div>",
                "<p>NEW</p><p><b><span>From:</span></b> OLD<br><b>Sent:</b> Tuesday<br><b>To:</b> me</p><p>OLD</p>",
                "<p>NEW</p><p>-----Original Message-----<br>OLD</p><p>OLD</p>",
                // Apple Mail
                "<div>NEW</div><div><br><blockquote type=cite><div>On 3 Mar 2026, at 10:15, OLD wrote:</div>OLD"
                        + "</blockquote></div>",
                // Thunderbird
                "<p>NEW</p><div class=moz-cite-prefix>Am 03.03.26 um 10:15 schrieb OLD:<br></div><blockquote"
                        + " type=cite>OLD</blockquote><div class=moz-signature>-- <br>OLD</div>",
                // A bare attribution
                "<p>NEW</p><p>Am 03.03.2026 um 10:15 schrieb OLD &lt;o@example.org&gt;:</p><blockquote type=cite>OLD"
                        + "</blockquote>"
            })
    void foldsHistoryAndSignature(String html) {
        Split split = QuotedText.splitHtml(html, "Re: x");
        assertThat(Jsoup.parse(split.visible()).text()).isEqualTo("NEW");
        assertThat(split.folded()).contains("OLD").doesNotContain("NEW");
        assertThat(Jsoup.parse(split.visible() + split.folded()).text().replace(" ", ""))
                .isEqualTo(Jsoup.parse(html).text().replace(" ", ""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<p>see</p><div class=gmail_quote><div class=gmail_attr>---------- Forwarded message"
                        + " ---------<br>From: a<br></div>CONTENT</div>",
                "<p>see</p><div><blockquote type=cite><div>Begin forwarded message:</div><div><b>From:"
                        + " </b>a</div>CONTENT</blockquote></div>",
                "<p>see</p><div class=moz-forward-container>-------- Weitergeleitete Nachricht"
                        + " --------<table><tr><th>Von:</th><td>a</td></tr></table><blockquote"
                        + " type=cite>CONTENT</blockquote></div>",
                "<p>see</p><p>---------- Forwarded message ---------</p><blockquote type=cite>CONTENT</blockquote>"
            })
    void keepsForwardedMessages(String html) {
        assertThat(QuotedText.splitHtml(html, "x")).isEqualTo(new Split(html, ""));
    }

    @Test
    void keepsWhatTheSubjectCallsForwarded() {
        String html = "<div>see</div><div id=divRplyFwdMsg><b>Von:</b> a</div><div>CONTENT</div>";
        assertThat(QuotedText.splitHtml(html, "WG: x")).isEqualTo(new Split(html, ""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<blockquote type=cite>all</blockquote>",
                "<div id=appendonsend></div>all",
                "",
                "plain",
                "<div class=gmail_quote></div>text"
            })
    void foldsNothingIfNothingWouldBeLeft(String html) {
        assertThat(QuotedText.splitHtml(html, "")).isEqualTo(new Split(html, ""));
    }

    @Test
    void keepsAnAnswerThatIsOnlyAnImage() {
        Split split = QuotedText.splitHtml("<img src='cid:a'><blockquote type=cite>OLD</blockquote>", "Re: x");
        assertThat(split.visible()).isEqualTo("<img src=\"cid:a\">");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<div>",
                "<blockquote type=cite>",
                "<b>From:</b>",
                "<p><b>Von:</b> x</p>",
                "<p>On 12 a@b.org wrote:</p>",
                "<div class=gmail_quote>x</div>",
                "<table><tr><td>",
                "a<br>",
                "<p>x",
                "<b>From:</b><textarea>",
                "<li>x",
                "<ol><li>",
                "<a href='https://example.org'>x</a>",
                "<pre>\n"
            })
    void takesLittleTimeForLongTexts(String part) {
        String html = "x" + part.repeat(500_000 / part.length());
        Assertions.assertTimeout(Duration.ofSeconds(3), () -> QuotedText.splitHtml(html, "x"));
        Assertions.assertTimeout(Duration.ofSeconds(3), () -> HtmlToText.convert(html, 1_000_000));
    }
}
