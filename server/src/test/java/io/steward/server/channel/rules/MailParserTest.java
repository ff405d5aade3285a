package io.steward.server.channel.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class MailParserTest {

    @Test
    void readsAPlainMessage() {
        IncomingMail mail = Mails.parse("""
            Return-Path: <jane@example.com>
            Message-ID: <abc.1@Example.com>
            In-Reply-To: <first@example.com>
            References: <zero@example.com> <first@example.com>
            From: "Doe, Jane" <Jane.Doe@Example.COM>
            Reply-To: help@example.com
            To: desk@example.org, Bob <bob@example.org>
            Cc: (none) carol@example.org (Carol)
            Subject: Printer
             is on fire
            Date: Tue, 03 Mar 2026 10:15:00 +0100 (CET)

            Please help.
            """);
        assertThat(mail.messageId()).isEqualTo("abc.1@Example.com");
        assertThat(mail.inReplyTo()).containsExactly("first@example.com");
        assertThat(mail.references()).containsExactly("zero@example.com", "first@example.com");
        assertThat(mail.from()).isEqualTo(new MailAddress("Doe, Jane", "jane.doe@example.com"));
        assertThat(mail.replyTo()).extracting(MailAddress::address).containsExactly("help@example.com");
        assertThat(mail.to()).extracting(MailAddress::address).containsExactly("desk@example.org", "bob@example.org");
        assertThat(mail.cc()).extracting(MailAddress::address).containsExactly("carol@example.org");
        assertThat(mail.subject()).isEqualTo("Printer is on fire");
        assertThat(mail.date()).isEqualTo(Instant.parse("2026-03-03T09:15:00Z"));
        assertThat(mail.text()).isEqualTo("Please help.\n");
        assertThat(mail.html()).isNull();
        assertThat(mail.auto()).isEqualTo(AutoKind.NONE);
        assertThat(mail.returnPathEmpty()).isFalse();
        assertThat(mail.incomplete()).isFalse();
    }

    @Test
    void keepsBothAlternativesAndMarksInlineImages() {
        Mails mails = new Mails();
        IncomingMail mail = mails.read("""
            From: a@example.com
            Content-Type: multipart/related; boundary=R

            --R
            Content-Type: multipart/alternative; boundary=A

            --A
            Content-Type: text/plain; charset=utf-8

            Hello
            --A
            Content-Type: text/html; charset=utf-8

            <p>Hello <img src="cid:pic%40x"></p>
            --A--
            --R
            Content-Type: image/png; name="pic.png"
            Content-ID: <pic@x>
            Content-Transfer-Encoding: base64

            iVBORw0KGgo=
            --R
            Content-Type: application/pdf
            Content-ID: <other@x>
            Content-Disposition: attachment; filename*=utf-8''%E2%82%ACuro.pdf

            %PDF
            --R--
            """.getBytes(StandardCharsets.UTF_8));
        assertThat(mail.text()).isEqualTo("Hello");
        assertThat(mail.html()).contains("<p>Hello <img");
        assertThat(mail.attachments()).hasSize(2);
        AttachmentPart image = mail.attachments().getFirst();
        assertThat(image.inline()).isTrue();
        assertThat(image.contentId()).isEqualTo("pic@x");
        assertThat(image.stored().size()).isEqualTo(8);
        assertThat(mail.attachments().getLast().inline()).isFalse();
        assertThat(mail.attachments().getLast().fileName()).isEqualTo("€uro.pdf");
        assertThat(mails.stored.getFirst().bytes()).startsWith(0x89, 'P', 'N', 'G');
    }

    @Test
    void keepsEveryOfManyRepeatedInlineImages() {
        StringBuilder raw = new StringBuilder("From: a@example.com\nContent-Type: multipart/related; boundary=R\n\n");
        raw.append("--R\nContent-Type: text/html\n\n<img src='cid:logo@x'>\n");
        for (int i = 0; i < 43; i++) {
            raw.append("--R\nContent-Type: image/gif; name=logo.gif\nContent-ID: <logo@x>\n\nGIF89a\n");
        }
        IncomingMail mail = Mails.parse(raw.append("--R--\n").toString());
        assertThat(mail.text()).isNull();
        assertThat(mail.attachments()).hasSize(43).allMatch(AttachmentPart::inline);
    }

    @Test
    void joinsTextPartsOfAMixedMessage() {
        IncomingMail mail = Mails.parse("""
            From: a@example.com
            Content-Type: multipart/mixed; boundary=M

            --M

            First <b>
            --M
            Content-Type: text/x-log; name=app.log

            log
            --M
            Content-Type: text/html

            <p>Second</p>
            --M--
            """);
        assertThat(mail.text()).isEqualTo("First <b>\nSecond");
        assertThat(mail.html()).contains("First &lt;b&gt;").contains("<p>Second</p>");
        assertThat(mail.attachments()).extracting(AttachmentPart::fileName).containsExactly("app.log");
    }

    @Test
    void acceptsAnMboxLineAndEmptyLinesBeforeTheHeader() {
        IncomingMail mail = Mails.parse("\n\nFrom a@example.com Tue Mar  3 10:15:00 2026\nSubject: X\n\nHi\n");
        assertThat(mail.subject()).isEqualTo("X");
        assertThat(mail.from()).isNull();
        assertThat(mail.text()).isEqualTo("Hi\n");
    }

    @Test
    void keepsUuencodedTextAsText() {
        IncomingMail mail = Mails.parse("From: a@example.com\n\nSee:\nbegin 644 a.txt\n#0V%T\n`\nend\n");
        assertThat(mail.text()).contains("begin 644 a.txt").contains("#0V%T");
        assertThat(mail.attachments()).isEmpty();
    }

    @Test
    void takesALongLineInABody() {
        IncomingMail mail = Mails.parse("From: a@example.com\n\n" + "x".repeat(600_000));
        assertThat(mail.text()).hasSize(600_000);
        assertThat(mail.incomplete()).isFalse();
    }
}
