package io.steward.server.channel.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostileHeaderTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "=?",
                "=?x?Q?",
                "=?utf-8?Q? ",
                "=?utf-8?B?A=?=",
                "?=",
                "<",
                "<a@b>",
                "\"",
                "(",
                "a@b,",
                "a:",
                "@",
                ";a*0*=x",
                "%00",
                "\\",
                " ",
                ",",
                "x@y ",
                "a=\"b;",
                "=?=?",
                "<a",
                "a aa@"
            })
    void takesLittleTimeForLongHeaders(String part) {
        String value = part.repeat(200_000 / part.length());
        StringBuilder raw = new StringBuilder();
        for (String name :
                new String[] {"From", "Subject", "References", "Content-Type", "Authentication-Results", "Date"}) {
            raw.setLength(0);
            raw.append("X: y\n").append(name).append(": x").append(value).append("\n\ntext\n");
            String message = raw.toString();
            Assertions.assertTimeout(Duration.ofSeconds(2), () -> {
                IncomingMail mail = Mails.parse(message);
                AuthResults.read(mail.authenticationResults(), "xa");
                SubjectNumber.find(mail.subject());
            });
        }
    }

    @Test
    void injectsNoHeaders() {
        IncomingMail mail = Mails.parse("""
            From: =?utf-8?Q?x=0D=0ABcc:_victim@example.com?= <a@example.com>
            To: =?utf-8?B?YQ0KWDogeQ==?= <b@example.com>
            Subject: =?utf-8?B?aGkNCkJjYzogdmljdGltQGV4YW1wbGUuY29t?=
            Message-ID: <a=0D=0A@x>
            Content-Type: text/plain; name="a%0d%0ab.txt"

            x
            """);
        assertThat(mail.subject()).isEqualTo("hi Bcc: victim@example.com");
        assertThat(mail.from()).isEqualTo(new MailAddress("x Bcc: victim@example.com", "a@example.com"));
        assertThat(mail.to()).containsExactly(new MailAddress("a X: y", "b@example.com"));
        assertThat(mail.toString()).doesNotContain("\r");
    }

    @Test
    void readsHeadersWithoutAnyBody() {
        IncomingMail mail = Mails.parse("Subject: only");
        assertThat(mail.subject()).isEqualTo("only");
        assertThat(mail.text()).isNull();
    }

    @Test
    void toleratesContainersWithoutABoundary() {
        IncomingMail mail = Mails.parse("From: a@example.com\nContent-Type: multipart/mixed\n\nstill readable\n");
        assertThat(mail.text()).contains("still readable");
    }

    @Test
    void showsTheTextOfAContainerWhoseBoundaryNeverComes() {
        IncomingMail mail =
                Mails.parse("From: a@example.com\nContent-Type: multipart/mixed; boundary=x\n\nstill readable\n");
        assertThat(mail.text()).contains("still readable");
    }
}
