package io.steward.server.channel.rules;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AutomaticMailTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Subject: Hello|NONE",
                "Auto-Submitted: no|NONE",
                "Auto-Submitted: No; owner=x|NONE",
                "Auto-Submitted: auto-replied (vacation)|AUTO_REPLY",
                "Auto-Submitted: auto-generated|BULK",
                "Auto-Submitted: auto-generated; In-Reply-To: x|BULK",
                "X-Auto-Response-Suppress: All|BULK",
                "X-Auto-Response-Suppress: DR, OOF, AutoReply|BULK",
                "X-Auto-Response-Suppress: DR, RN|NONE",
                "X-Autoreply: yes|AUTO_REPLY",
                "X-Autoreply: no|NONE",
                "Precedence: bulk|BULK",
                "Precedence: Junk|BULK",
                "Precedence: list|BULK",
                "Precedence: auto_reply|AUTO_REPLY",
                "Precedence: normal|NONE",
                "List-Id: News <news.example.com>|BULK",
                "Return-Path: <>|AUTO_REPLY",
                "Return-Path: <a@example.com>|NONE",
                "Content-Type: multipart/report; report-type=delivery-status; boundary=x|BOUNCE",
                "Content-Type: multipart/report; report-type=disposition-notification; boundary=x|AUTO_REPLY",
                "Content-Type: message/delivery-status|BOUNCE",
                "X-Failed-Recipients: b@example.com|BOUNCE",
                "X-Steward-Loop: 1|OWN",
                "Subject: Abwesenheitsnotiz: Ihre Anfrage|NONE",
                "Subject: Out of office|NONE",
            })
    void classifiesByOneHeader(String header, AutoKind kind) {
        assertThat(AutomaticMail.classify(MailHeaders.of("From: a@example.com\n" + header)))
                .isEqualTo(kind);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Automatic reply: Printer",
                "Automatische Antwort: Drucker",
                "AW: Abwesenheitsnotiz",
                "Out of Office: Re: x",
                "=?utf-8?Q?Au=C3=9Fer_Haus?=",
            })
    void takesAnAbsenceSubjectWithAnotherMarkAsAReply(String subject) {
        String headers = "From: a@example.com\nAuto-Submitted: auto-generated\nSubject: " + subject;
        assertThat(AutomaticMail.classify(MailHeaders.of(headers))).isEqualTo(AutoKind.AUTO_REPLY);
    }

    @Test
    void takesAGeneratedAnswerAsAReply() {
        assertThat(AutomaticMail.classify(
                        MailHeaders.of("From: a@x.org\nAuto-Submitted: auto-generated\nIn-Reply-To: <a@b>")))
                .isEqualTo(AutoKind.AUTO_REPLY);
    }

    @Test
    void recognisesMailSystems() {
        assertThat(AutomaticMail.classify(MailHeaders.of("From: Mail <Mailer-Daemon@example.com>")))
                .isEqualTo(AutoKind.BOUNCE);
        assertThat(AutomaticMail.classify(MailHeaders.of("From: MAILER-DAEMON")))
                .isEqualTo(AutoKind.BOUNCE);
        assertThat(AutomaticMail.classify(MailHeaders.of("From: postmaster@example.com")))
                .isEqualTo(AutoKind.AUTO_REPLY);
        assertThat(AutomaticMail.classify(MailHeaders.of("From: postmaster@example.com\nReturn-Path: <>")))
                .isEqualTo(AutoKind.BOUNCE);
    }

    @Test
    void countsHops() {
        assertThat(AutomaticMail.loopHops(MailHeaders.of("From: a@b"))).isZero();
        assertThat(AutomaticMail.loopHops(MailHeaders.of("X-Steward-Loop: 3; desk")))
                .isEqualTo(3);
        assertThat(AutomaticMail.loopHops(MailHeaders.of("X-Steward-Loop: a\nX-Steward-Loop: b")))
                .isEqualTo(2);
        assertThat(AutomaticMail.loopHops(MailHeaders.of("X-Steward-Loop: 99999999999999999999")))
                .isEqualTo(1000);
    }

    @Test
    void readsAnAbsenceNoticeFromARealisticMessage() {
        IncomingMail mail = Mails.parse("""
            Return-Path: <>
            From: "Muster, Max" <max.muster@example.com>
            To: desk@example.org
            Subject: =?iso-8859-1?Q?Automatische_Antwort=3A_[INC-7]_Zugang_f=FCr_B=FCro?=
            In-Reply-To: <t.1.x@example.org>
            Auto-Submitted: auto-generated
            X-Auto-Response-Suppress: All
            Content-Type: text/plain; charset=iso-8859-1
            Content-Transfer-Encoding: quoted-printable

            Ich bin bis Montag nicht im B=FCro.
            """);
        assertThat(mail.auto()).isEqualTo(AutoKind.AUTO_REPLY);
        assertThat(mail.returnPathEmpty()).isTrue();
        assertThat(mail.subject()).isEqualTo("Automatische Antwort: [INC-7] Zugang für Büro");
        assertThat(mail.text()).isEqualTo("Ich bin bis Montag nicht im Büro.\n");
    }
}
