package io.steward.server.channel.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;

/** What happens when a message or its surroundings go beyond the usual. */
class MailLimitsTest {

    @Test
    void survivesAThousandNestedParts() {
        StringBuilder raw = new StringBuilder("From: a@example.com\n");
        for (int i = 0; i < 1000; i++) {
            raw.append("Content-Type: multipart/mixed; boundary=b")
                    .append(i)
                    .append("x\n\n--b")
                    .append(i)
                    .append("x\n");
        }
        raw.append("Content-Type: text/plain\n\ndeep\n");
        IncomingMail mail = Mails.parse(raw.toString());
        assertThat(mail.incomplete()).isTrue();
        assertThat(mail.attachments()).hasSize(1);
    }

    @Test
    void stopsAfterTooManyParts() {
        StringBuilder raw = new StringBuilder("From: a@example.com\nContent-Type: multipart/mixed; boundary=M\n\n");
        for (int i = 0; i < 1000; i++) {
            raw.append("--M\nContent-Disposition: attachment\n\nx\n");
        }
        IncomingMail mail = Mails.parse(raw.append("--M--\n").toString());
        assertThat(mail.incomplete()).isTrue();
        assertThat(mail.attachments()).hasSize(199);
    }

    @Test
    void boundsTheText() {
        IncomingMail mail = Mails.parse("From: a@example.com\n\n" + "ä".repeat(1_500_000));
        assertThat(mail.text()).hasSize(1_000_000);
        assertThat(mail.incomplete()).isTrue();
    }

    @Test
    void boundsRecipients() {
        String many = "x@example.com, ".repeat(150);
        IncomingMail mail = Mails.withHeaders("To: " + many + "\nCc: " + many);
        assertThat(mail.to()).hasSize(150);
        assertThat(mail.cc()).hasSize(50);
    }

    @Test
    void refusesWhatIsNoMessage() {
        assertUnreadable("", UnreadableMail.Reason.EMPTY);
        assertUnreadable("\r\n\r\n", UnreadableMail.Reason.EMPTY);
        assertUnreadable("no header here\n\nat all", UnreadableMail.Reason.NOT_A_MESSAGE);
        assertUnreadable("X: " + "y".repeat(300_000) + "\n\nz", UnreadableMail.Reason.BROKEN);
        assertUnreadable("X: y\n".repeat(70_000) + "\nz", UnreadableMail.Reason.HEADER_TOO_LARGE);
        assertUnreadable("X: y\n\n" + "z".repeat(21_000_000), UnreadableMail.Reason.TOO_LARGE);
        assertUnreadable("X: y\nContent-Type: image/png\n\n" + "z".repeat(21_000_000), UnreadableMail.Reason.TOO_LARGE);
    }

    @Test
    void passesOnFailuresOfTheStreamAndTheSink() throws IOException {
        InputStream failing = InputStream.nullInputStream();
        failing.close();
        assertThatExceptionOfType(UncheckedIOException.class)
                .isThrownBy(() -> MailParser.parse(failing, Mails.LIMITS, new Mails()));
        byte[] raw = "X: y\nContent-Type: image/png\n\nz".getBytes(StandardCharsets.UTF_8);
        assertThatExceptionOfType(UncheckedIOException.class)
                .isThrownBy(() -> MailParser.parse(new ByteArrayInputStream(raw), Mails.LIMITS, (a, b, c, d) -> {
                    throw new IOException("full");
                }));
    }

    @Test
    void goesOnWhenTheSinkLeavesContentUnread() {
        String big = Base64.getMimeEncoder().encodeToString(new byte[200_000]);
        byte[] raw = ("From: a@example.com\nContent-Type: multipart/mixed; boundary=M\n\n--M\n"
                        + "Content-Type: image/png\nContent-Transfer-Encoding: base64\n\n" + big
                        + "\n--M\n\nafter\n--M--\n")
                .getBytes(StandardCharsets.UTF_8);
        IncomingMail mail = MailParser.parse(
                new ByteArrayInputStream(raw), Mails.LIMITS, (name, type, id, in) -> new StoredPart("none", in.read()));
        assertThat(mail.text()).isEqualTo("after");
    }

    @Test
    void passesOnAFailureInTheMiddleOfABody() throws IOException {
        InputStream failing = InputStream.nullInputStream();
        failing.close();
        String multipart = "X: y\nContent-Type: multipart/mixed; boundary=M\n\n--M\n\ntext\n";
        for (String start : new String[] {"X: y\n\ntext", "X: y\nContent-Type: image/png\n\ntext", multipart, "X:"}) {
            InputStream raw =
                    new SequenceInputStream(new ByteArrayInputStream(start.getBytes(StandardCharsets.UTF_8)), failing);
            assertThatExceptionOfType(UncheckedIOException.class)
                    .isThrownBy(() -> MailParser.parse(raw, Mails.LIMITS, new Mails()));
        }
    }

    private static void assertUnreadable(String raw, UnreadableMail.Reason reason) {
        assertThatExceptionOfType(UnreadableMail.class)
                .isThrownBy(() -> Mails.parse(raw.getBytes(StandardCharsets.UTF_8)))
                .matches(e -> e.reason() == reason, reason.toString());
    }
}
