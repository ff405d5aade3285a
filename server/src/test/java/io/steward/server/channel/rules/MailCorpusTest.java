package io.steward.server.channel.rules;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Real messages with awkward MIME, as they are, cut short and damaged. */
class MailCorpusTest {

    static List<Path> messages() throws IOException, URISyntaxException {
        Path folder = Path.of(requireNonNull(MailCorpusTest.class.getResource("/mail/mime4j/NOTICE"))
                        .toURI())
                .resolveSibling(".");
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".msg"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("messages")
    void parsesEveryMessage(Path file) throws IOException {
        IncomingMail mail = Mails.parse(Files.readAllBytes(file));
        assertThat(mail.incomplete()).isFalse();
        assertThat(mail.text() != null
                        || mail.html() != null
                        || !mail.attachments().isEmpty())
                .isTrue();
        assertSound(mail);
    }

    @ParameterizedTest
    @MethodSource("messages")
    void parsesEveryMessageCutShortAndDamaged(Path file) throws IOException {
        byte[] whole = Files.readAllBytes(file);
        Random random = new Random(whole.length);
        for (int i = 0; i < 60; i++) {
            byte[] bytes = Arrays.copyOf(whole, 1 + random.nextInt(whole.length));
            for (int damage = random.nextInt(30); damage > 0; damage--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            parseIfReadable(bytes);
        }
    }

    @Test
    void survivesNoise() {
        Random random = new Random(1);
        for (int i = 0; i < 300; i++) {
            byte[] bytes = new byte[random.nextInt(3000)];
            random.nextBytes(bytes);
            parseIfReadable(bytes);
        }
    }

    @Test
    void readsTheDetailsOfSomeMessages() throws IOException, URISyntaxException {
        IncomingMail nested = named("multi-nested.msg");
        assertThat(nested.from()).isEqualTo(new MailAddress("Lord John Whorfin", "whorfin@yoyodyne.com"));
        assertThat(nested.attachments()).hasSize(4);
        assertThat(named("uu-zeegee.msg").text()).contains("begin 644 up.gif");
        assertThat(named("russian.msg").attachments().getFirst().fileName()).isEqualTo("Список.doc");
        assertThat(named("multi-2gifs-base64.msg").attachments().getFirst().type())
                .isEqualTo("message/rfc822");
    }

    private static IncomingMail named(String name) throws IOException, URISyntaxException {
        Path file = messages().stream()
                .filter(path -> path.endsWith(name))
                .findFirst()
                .orElseThrow();
        return Mails.parse(Files.readAllBytes(file));
    }

    private static void parseIfReadable(byte[] bytes) {
        try {
            assertSound(Mails.parse(bytes));
        } catch (UnreadableMail e) {
            assertThat(e.reason()).isNotNull();
        } catch (UncheckedIOException e) {
            throw new AssertionError("content must not look like a failing stream", e);
        }
    }

    private static void assertSound(IncomingMail mail) {
        String all = mail.toString();
        assertThat(all.indexOf('\0')).isNegative();
        assertThat(new String(all.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
                .isEqualTo(all);
        assertThat(mail.subject()).hasSizeLessThanOrEqualTo(250);
        assertThat(mail.subject().chars().noneMatch(Character::isISOControl)).isTrue();
        assertThat(mail.attachments())
                .allMatch(part -> !part.fileName().isEmpty()
                        && part.fileName().length() <= 150
                        && !part.fileName().contains("/")
                        && !part.fileName().contains("\\"));
    }
}
