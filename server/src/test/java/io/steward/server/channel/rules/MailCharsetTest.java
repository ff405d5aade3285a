package io.steward.server.channel.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MailCharsetTest {

    @ParameterizedTest
    @CsvSource({
        "ISO-8859-1,Grüße aus Köln",
        "windows-1252,„Grüße“ für 5 €",
        "Shift_JIS,日本語のメール",
        "ISO-2022-JP,日本語のメール",
        "GB18030,中文邮件內容",
        "koi8-r,Привет мир",
        "Big5,中文郵件",
        "EUC-KR,한국어 메일",
        "UTF-8,Grüße 😀",
        "UTF-16,Grüße 😀"
    })
    void readsBodiesAndHeadersInTheirCharset(String charset, String text) {
        byte[] bytes = text.getBytes(Charset.forName(charset));
        String encoded = Base64.getEncoder().encodeToString(bytes);
        IncomingMail mail = Mails.parse("From: =?" + charset + "?B?" + encoded + "?= <a@example.com>\n"
                + "Subject: =?" + charset + "*de?b?" + encoded + "?=\n"
                + "Content-Type: text/plain; charset=\"" + charset + "\"\n"
                + "Content-Transfer-Encoding: base64\n\n" + encoded + "\n");
        assertThat(mail.text()).isEqualTo(text);
        assertThat(mail.subject()).isEqualTo(text);
        assertThat(mail.from()).isEqualTo(new MailAddress(text, "a@example.com"));
    }

    @ParameterizedTest
    @CsvSource({
        "us-ascii,UTF-8",
        "us-ascii,windows-1252",
        "x-unknown,UTF-8",
        "x-unknown,ISO-8859-1",
        "utf-8,windows-1252",
        "not a charset at all,UTF-8"
    })
    void fallsBackWhenTheCharsetIsWrong(String declared, String real) {
        IncomingMail mail = Mails.parse(
                "From: a@example.com\nSubject: Grüße\nContent-Type: text/plain; charset=\"" + declared + "\"\n\nGrüße",
                Charset.forName(real));
        assertThat(mail.text()).isEqualTo("Grüße");
        assertThat(mail.subject()).isEqualTo("Grüße");
    }

    @Test
    void keepsALongTextDespiteABrokenByte() {
        byte[] good = "中文邮件內容".repeat(50).getBytes(Charset.forName("GB18030"));
        byte[] bytes = Arrays.copyOf(good, good.length + 2);
        bytes[good.length] = (byte) 0xff;
        bytes[good.length + 1] = '.';
        assertThat(TextDecoder.decode(bytes, "gb2312")).startsWith("中文邮件內容").endsWith(".");
    }

    @Test
    void leavesOutACharacterThatIsCutInHalf() {
        byte[] bytes = "Grüß".getBytes(StandardCharsets.UTF_8);
        assertThat(TextDecoder.decode(Arrays.copyOf(bytes, 5), "utf-8", true)).isEqualTo("Grü");
    }

    @Test
    void readsTheCharsetAnHtmlTextNamesItself() {
        IncomingMail mail = Mails.parse(
                "From: a@example.com\nContent-Type: text/html\n\n<meta charset='koi8-r'><p>Привет</p>",
                Charset.forName("koi8-r"));
        assertThat(mail.html()).contains("Привет");
    }

    @Test
    void removesControlCharacters() {
        String name = "=?utf-8?Q?A=00=0D=0AB?= <a@example.com>";
        String subject = "=?utf-8?Q?a=0D=0ABcc:_x=00=E2=80=AEy?=";
        IncomingMail mail = Mails.parse("From: " + name + "\nSubject: " + subject + "\n\na\0b\fc");
        assertThat(mail.subject()).isEqualTo("a Bcc: xy");
        assertThat(mail.from()).isEqualTo(new MailAddress("A B", "a@example.com"));
        assertThat(mail.text()).isEqualTo("abc");
    }

    @Test
    void decodesBrokenEncodedWords() {
        assertThat(EncodedWords.decode("=?utf-8?Q?Gr=C3?= =?utf-8?Q?=BC=C3=9Fe?="))
                .isEqualTo("Grüße");
        assertThat(EncodedWords.decode("=?utf-8?Q?with blanks here?=")).isEqualTo("with blanks here");
        assertThat(EncodedWords.decode("=?utf-8?Q?no_end")).isEqualTo("no end");
        assertThat(EncodedWords.decode("a =?utf-8?B?SGk?= b")).isEqualTo("a Hi b");
        assertThat(EncodedWords.decode("=?utf-8?Q?=4?= =?what?Q?=41?=")).isEqualTo("=4A");
        assertThat(EncodedWords.decode("=?utf-8?Q?one =?utf-8?Q?two?=")).isEqualTo("onetwo");
        assertThat(EncodedWords.decode("2 =? 3 ?= =?x?Z?y?=")).isEqualTo("2 =? 3 ?= =?x?Z?y?=");
        assertThat(EncodedWords.decode("=?utf-8?B?w6Q==?==?utf-8?B?w7Y=?=")).isEqualTo("äö");
    }
}
