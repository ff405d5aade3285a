package io.steward.server.channel.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class MailSpecialPartsTest {

    @Test
    void readsABounce() {
        IncomingMail mail = Mails.parse("""
            Return-Path: <>
            From: MAILER-DAEMON (Mail Delivery System)
            To: desk@example.org
            Subject: Undelivered Mail
            Auto-Submitted: auto-replied
            Content-Type: multipart/report; report-type=delivery-status; boundary=B

            --B

            It did not arrive.
            --B
            Content-Type: message/delivery-status

            Reporting-MTA: dns; mx.example.org

            Final-Recipient: rfc822; ok@example.net
            Action: delivered
            Status: 2.0.0

            Final-Recipient: rfc822; Gone@Example.net
            Action: failed
            Status: 5.1.1 (no such user)

            --B
            Content-Type: message/rfc822

            Message-ID: <t.1.ours@example.org>
            Subject: Your ticket

            text
            --B--
            """);
        assertThat(mail.auto()).isEqualTo(AutoKind.BOUNCE);
        assertThat(mail.returnPathEmpty()).isTrue();
        assertThat(mail.text()).isEqualTo("It did not arrive.");
        assertThat(mail.deliveryReport())
                .isEqualTo(new DeliveryReport("failed", "gone@example.net", "5.1.1", "t.1.ours@example.org"));
        assertThat(mail.attachments())
                .extracting(AttachmentPart::fileName)
                .containsExactly("delivery-status.txt", "Your ticket.eml");
    }

    @Test
    void readsABounceThatOnlyNamesTheRecipientInItsHeader() {
        IncomingMail mail = Mails.withHeaders("X-Failed-Recipients: Gone@example.net");
        assertThat(mail.auto()).isEqualTo(AutoKind.BOUNCE);
        assertThat(mail.deliveryReport()).isEqualTo(new DeliveryReport("failed", "gone@example.net", null, null));
    }

    @Test
    void summarisesAnInvitationThatHasNoText() {
        Mails mails = new Mails();
        IncomingMail mail = mails.read("""
            From: a@example.com
            Content-Type: text/calendar; method=REQUEST; charset=utf-8

            BEGIN:VCALENDAR
            METHOD:REQUEST
            BEGIN:VTIMEZONE
            TZID:Europe/Berlin
            BEGIN:STANDARD
            DTSTART:19700101T000000
            END:STANDARD
            END:VTIMEZONE
            BEGIN:VEVENT
            SUMMARY:Team\\, meet
             ing
            DTSTART;TZID="Europe/Berlin":20260303T101500
            LOCATION:Room 5
            BEGIN:VALARM
            SUMMARY:alarm
            END:VALARM
            END:VEVENT
            END:VCALENDAR
            """.getBytes(StandardCharsets.UTF_8));
        assertThat(mail.calendar())
                .isEqualTo(new CalendarSummary("REQUEST", "Team, meeting", "2026-03-03 10:15 Europe/Berlin", "Room 5"));
        assertThat(mail.text()).isEqualTo("REQUEST\nTeam, meeting\n2026-03-03 10:15 Europe/Berlin\nRoom 5");
        assertThat(mails.stored).hasSize(1);
        assertThat(mails.stored.getFirst().name()).isEqualTo("invite.ics");
        assertThat(mails.stored.getFirst().bytes()).startsWith('B', 'E', 'G', 'I', 'N');
    }

    @Test
    void keepsTheTextBesidesAnInvitation() {
        IncomingMail mail = Mails.parse("""
            From: a@example.com
            Content-Type: multipart/alternative; boundary=A

            --A

            Please come.
            --A
            Content-Type: text/calendar; method=REQUEST

            BEGIN:VCALENDAR
            BEGIN:VEVENT
            SUMMARY:Talk
            END:VEVENT
            END:VCALENDAR
            --A--
            """);
        assertThat(mail.text()).isEqualTo("Please come.");
        assertThat(mail.calendar()).isEqualTo(new CalendarSummary("REQUEST", "Talk", null, null));
        assertThat(mail.attachments()).hasSize(1);
    }

    @Test
    void usesTheSubjectOfAForwardedMessageWithoutText() {
        IncomingMail mail = Mails.parse("""
            From: a@example.com
            Content-Type: multipart/mixed; boundary=M

            --M
            Content-Type: message/rfc822

            From: b@example.com
            Subject: =?utf-8?Q?St=C3=B6rung?=
            Content-Type: multipart/mixed; boundary=N

            --N

            inner
            --N--
            --M--
            """);
        assertThat(mail.text()).isEqualTo("Störung");
        assertThat(mail.attachments()).hasSize(1);
        assertThat(mail.attachments().getFirst().fileName()).isEqualTo("Störung.eml");
        assertThat(mail.attachments().getFirst().type()).isEqualTo("message/rfc822");
    }

    @Test
    void treatsTnefAsAnAttachment() {
        IncomingMail mail = Mails.parse("""
            From: a@example.com
            Content-Type: application/ms-tnef
            Content-Transfer-Encoding: base64

            eJ8+IgAA
            """);
        assertThat(mail.attachments()).extracting(AttachmentPart::fileName).containsExactly("winmail.dat");
        assertThat(mail.text()).isNull();
    }

    @Test
    void readsTheFileNamesOfDifferentProgrammes() {
        assertThat(nameFrom("Content-Disposition: attachment; filename=\"=?utf-8?B?w6QuZG9j?=\""))
                .isEqualTo("ä.doc");
        assertThat(nameFrom("Content-Disposition: attachment; filename*0=\"long \"; filename*1=name.txt"))
                .isEqualTo("long name.txt");
        assertThat(nameFrom("Content-Disposition: attachment; filename*1*=%A4.txt; filename*0*=iso-8859-15'de'5"))
                .isEqualTo("5€.txt");
        assertThat(nameFrom("Content-Disposition: attachment; filename=\"C:\\temp\\..\\a;b.txt\""))
                .isEqualTo("a;b.txt");
        assertThat(nameFrom("Content-Disposition: attachment; filename=../../etc/passwd"))
                .isEqualTo("passwd");
        assertThat(nameFrom("Content-Disposition: attachment; filename=\"...\""))
                .isEqualTo("attachment-1.pdf");
        assertThat(nameFrom("Content-Disposition: attachment; filename*=x''%00%0d%0aA%00.txt"))
                .isEqualTo("A.txt");
        assertThat(nameFrom("Content-Disposition: attachment")).isEqualTo("attachment-1.pdf");
        assertThat(nameFrom("Content-Disposition: attachment; filename=" + "n".repeat(400) + ".pdf"))
                .hasSize(150)
                .endsWith(".pdf");
    }

    private static String nameFrom(String header) {
        IncomingMail mail = Mails.parse("From: a@example.com\nContent-Type: application/pdf\n" + header + "\n\nx\n");
        return mail.attachments().getFirst().fileName();
    }
}
