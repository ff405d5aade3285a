package io.steward.server.channel.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.steward.server.channel.ChatLink;
import io.steward.server.platform.Json;
import java.nio.charset.StandardCharsets;
import java.security.Signature;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is written for chats, gateways and browsers. */
class OutwardRulesTest {
    private static final Base64.Decoder DECODER = Base64.getUrlDecoder();

    /** RFC 8291, section 5 and appendix A. */
    @Test
    void aPushIsEncryptedAsTheStandardShows() {
        byte[] plain = DECODER.decode("V2hlbiBJIGdyb3cgdXAsIEkgd2FudCB0byBiZSBhIHdhdGVybWVsb24");
        byte[] browser = DECODER.decode(
                "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4");
        var ours = PushCipher.keys(
                DECODER.decode(
                        "BP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A8"),
                DECODER.decode("yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw"));
        byte[] sealed = PushCipher.encrypt(
                plain,
                browser,
                DECODER.decode("BTBZMqHH6r4Tts7J_aSIgg"),
                ours,
                DECODER.decode("DGv6ra1nlYgDCS1FRnbzlw"));
        assertThat(PushCipher.base64(sealed))
                .isEqualTo(
                        "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN");
    }

    @Test
    void thePushServiceCanCheckWhoSends() throws Exception {
        var keys = PushCipher.newKeys();
        String header = PushCipher.vapid(keys, "https://push.example", 1_893_456_000L, "mailto:x@example.org");
        assertThat(header)
                .startsWith("vapid t=")
                .contains(", k=" + PushCipher.base64(PushCipher.raw(keys.getPublic())));
        String[] jwt = header.substring(8, header.indexOf(',')).split("\\.");
        var claims = Json.tree(new String(DECODER.decode(jwt[1]), StandardCharsets.UTF_8));
        assertThat(claims.path("aud").stringValue()).isEqualTo("https://push.example");
        var signature = Signature.getInstance("SHA256withECDSAinP1363Format");
        signature.initVerify(keys.getPublic());
        signature.update((jwt[0] + "." + jwt[1]).getBytes(StandardCharsets.US_ASCII));
        assertThat(signature.verify(DECODER.decode(jwt[2]))).isTrue();
    }

    @Test
    void keysOfNoCurveAreRefused() {
        byte[] off = new byte[65];
        off[0] = 4;
        off[64] = 1;
        assertThatThrownBy(() -> PushCipher.publicKey(off)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> PushCipher.publicKey(new byte[10])).isInstanceOf(IllegalArgumentException.class);
        var keys = PushCipher.newKeys();
        var again = PushCipher.keys(PushCipher.raw(keys.getPublic()), PushCipher.raw(keys.getPrivate()));
        assertThat(again.getPublic()).isEqualTo(keys.getPublic());
        assertThat(again.getPrivate()).isEqualTo(keys.getPrivate());
    }

    @Test
    void linksStandBelowAndSomebodyIsAddressed() {
        var links = List.of(new ChatLink("As <Ada>", "https://s.example/a|b"));
        var message = new ChatMessage("T", "Called", "", "", links, "@ada");
        var slack = Json.tree(message.as("slack"));
        assertThat(slack.path("channel").stringValue()).isEqualTo("@ada");
        assertThat(slack.path("blocks").get(1).path("text").path("text").stringValue())
                .isEqualTo("<https://s.example/a%7Cb|As &lt;Ada&gt;>");
        assertThat(Json.tree(message.as("mattermost")).path("text").stringValue())
                .isEqualTo("**T**\nCalled\n[As &lt;Ada\\>](https://s.example/a|b)");
        var actions = Json.tree(message.as("teams"))
                .path("attachments")
                .get(0)
                .path("content")
                .path("actions");
        assertThat(actions.get(0).path("title").stringValue()).isEqualTo("As <Ada>");
        // What an earlier version queued has none of it.
        var old = Json.read("{\"title\":\"T\",\"text\":\"x\",\"link\":\"\",\"linkText\":\"\"}", ChatMessage.class);
        assertThat(Json.tree(old.as("slack")).has("channel")).isFalse();
    }

    @Test
    void nothingInATextBecomesAMentionOrALink() {
        var message = new ChatMessage(
                "INC-1 <!channel> & *all*",
                "@here <https://evil.example|click> _x_ [a](b)",
                "https://s.example/t|1",
                "Open");
        String slack = message.as("slack");
        assertThat(slack).doesNotContain("<!channel>").doesNotContain("<https://evil");
        var section = Json.tree(slack).path("blocks").get(0).path("text");
        assertThat(section.path("type").stringValue()).isEqualTo("mrkdwn");
        assertThat(section.path("text").stringValue())
                .startsWith("<https://s.example/t%7C1|INC-1 &lt;!channel&gt; &amp; *all*>")
                .contains("&lt;https://evil.example|click&gt;");
        var card = Json.tree(message.as("teams")).path("attachments").get(0);
        assertThat(card.path("contentType").stringValue()).isEqualTo("application/vnd.microsoft.card.adaptive");
        var run = card.path("content").path("body").get(1);
        assertThat(run.path("type").stringValue()).isEqualTo("RichTextBlock");
        assertThat(run.path("inlines").get(0).path("text").stringValue())
                .isEqualTo("@here <https://evil.example|click> _x_ [a](b)");
        assertThat(card.path("content").path("actions").get(0).path("url").stringValue())
                .isEqualTo("https://s.example/t|1");
        String mattermost = Json.tree(message.as("mattermost")).path("text").stringValue();
        assertThat(mattermost)
                .doesNotContain("@here")
                .contains("\\[a\\]\\(b\\)")
                .contains("\\_x\\_");
    }

    @Test
    void aValueStaysAValueWhereverItStands() {
        var values = Map.of("to", "+43", "text", "a\"b\\ {{to}}\n&c=d");
        assertThat(Json.tree(Filled.in("application/json", "{\"t\":\"{{text}}\",\"n\":\"{{ to }}\"}", values))
                        .path("t")
                        .stringValue())
                .isEqualTo(values.get("text"));
        assertThat(Filled.in("application/x-www-form-urlencoded", "t={{text}}&n={{to}}", values))
                .isEqualTo("t=a%22b%5C+%7B%7Bto%7D%7D%0A%26c%3Dd&n=%2B43");
        assertThat(Filled.inAddress("https://x.example/?n={{to}}&q={{unknown}}", values))
                .isEqualTo("https://x.example/?n=%2B43&q=");
    }
}
