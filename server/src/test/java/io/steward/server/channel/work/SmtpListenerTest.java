package io.steward.server.channel.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.steward.server.TestProgram;
import io.steward.server.platform.StewardSettings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What the SMTP listener offers, and what it does not let others do. */
class SmtpListenerTest {
    private static final String PASSWORD = "keys and more";
    private static final int PER_ADDRESS = 3;

    @TempDir
    static Path folder;

    private static int port;
    private static Path keys = Path.of("");

    @SuppressWarnings("NullAway.Init")
    private static TestProgram program;

    @BeforeAll
    static void start() throws Exception {
        keys = folder.resolve("mail.p12");
        var keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "mail",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=dns:localhost",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        keys.toString(),
                        "-storepass",
                        PASSWORD)
                .redirectErrorStream(true)
                .start();
        String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(keytool.waitFor()).as(said).isZero();
        port = TestProgram.freePort();
        program = TestProgram.startSetUp(
                "--steward.mail.smtp-port=" + port,
                "--steward.mail.max-message-bytes=65536",
                "--steward.mail.smtp-listener.key-store=" + keys,
                "--steward.mail.smtp-listener.key-store-password=" + PASSWORD,
                "--steward.mail.smtp-listener.connections-per-address=" + PER_ADDRESS,
                "--steward.mail.smtp-listener.idle-timeout=2s");
        JsonNode type = program.get("/types").get(0);
        program.post(
                "/mail/accounts",
                Map.of(
                        "deskId",
                        type.path("deskId").stringValue(),
                        "typeId",
                        type.path("id").stringValue(),
                        "address",
                        "it@example.org",
                        "name",
                        "IT"));
    }

    @AfterAll
    static void stop() {
        program.close();
    }

    @Test
    void aMailComesEncryptedWithTheConfiguredKey() throws Exception {
        try (var plain = new Client(new Socket("127.0.0.1", port))) {
            assertThat(plain.read()).startsWith("220");
            assertThat(plain.say("EHLO client.example")).contains("STARTTLS").contains("SIZE 65536");
            assertThat(plain.say("STARTTLS")).startsWith("220");
            try (var client = new Client(encrypted(plain.socket))) {
                assertThat(client.say("EHLO client.example")).startsWith("250");
                assertThat(client.deliver("Encrypted")).startsWith("250");
            }
        }
        program.await(
                "/tickets", p -> p.path("items").findValuesAsString("title").contains("Encrypted"));
    }

    @Test
    void withoutAKeyStoreNoneIsOffered() throws Exception {
        int other = TestProgram.freePort();
        try (var plain = TestProgram.startSetUp("--steward.mail.smtp-port=" + other);
                var client = new Client(new Socket("127.0.0.1", other))) {
            assertThat(plain.get("/mail/accounts")).isEmpty();
            client.read();
            assertThat(client.say("EHLO client.example")).startsWith("250").doesNotContain("STARTTLS");
            assertThat(client.say("STARTTLS")).startsWith("454");
        }
    }

    @Test
    void aKeyStoreThatCannotBeUsedIsToldOfAtTheStart() throws Exception {
        Path broken = Files.writeString(folder.resolve("broken.p12"), "no key store");
        for (var settings : java.util.List.of(
                new StewardSettings.SmtpListener(broken.toString(), PASSWORD, 1, 1, Duration.ofSeconds(1)),
                new StewardSettings.SmtpListener(keys.toString(), "wrong", 1, 1, Duration.ofSeconds(1)),
                new StewardSettings.SmtpListener(folder.resolve("none").toString(), "", 1, 1, Duration.ofSeconds(1)))) {
            assertThatThrownBy(() -> KeyStores.context(settings))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("steward.mail.smtp-listener.key-store");
        }
    }

    @Test
    void oneAddressHasSoManyConnections() throws Exception {
        var open = new java.util.ArrayList<Client>();
        for (int i = 0; i < PER_ADDRESS; i++) {
            var client = new Client(new Socket("127.0.0.1", port));
            open.add(client);
            assertThat(client.read()).startsWith("220");
        }
        try (var refused = new Client(new Socket("127.0.0.1", port))) {
            assertThat(refused.read()).startsWith("421");
        }
        open.getFirst().close();
        String greeting = "";
        for (int tries = 0; tries < 50 && !greeting.startsWith("220"); tries++) {
            Thread.sleep(50);
            try (var next = new Client(new Socket("127.0.0.1", port))) {
                greeting = next.read();
            }
        }
        assertThat(greeting).startsWith("220");
        for (Client client : open) {
            client.close();
        }
    }

    @Test
    void soManyConnectionsInAllAreServedAtOnce() throws Exception {
        int other = TestProgram.freePort();
        try (var small = TestProgram.startSetUp(
                        "--steward.mail.smtp-port=" + other, "--steward.mail.smtp-listener.connections=1");
                var first = new Client(new Socket("127.0.0.1", other))) {
            assertThat(small.get("/mail/accounts")).isEmpty();
            assertThat(first.read()).startsWith("220");
            try (var second = new Client(new Socket("127.0.0.1", other))) {
                assertThat(second.read()).startsWith("421");
            }
        }
    }

    @Test
    void aMessageThatIsTooLargeIsRefused() throws Exception {
        try (var client = new Client(new Socket("127.0.0.1", port))) {
            client.read();
            client.say("EHLO client.example");
            assertThat(client.say("MAIL FROM:<big@example.com> SIZE=70000")).startsWith("552");
            client.say("MAIL FROM:<big@example.com>");
            client.say("RCPT TO:<it@example.org>");
            client.say("DATA");
            String line = "x".repeat(98) + "\r\n";
            assertThat(client.say("Subject: Too big\r\n\r\n" + line.repeat(700) + "."))
                    .startsWith("552");
            assertThat(client.say("NOOP")).startsWith("250");
        }
        assertThat(program.get("/mail/received").toString()).doesNotContain("Too big");
    }

    @Test
    void whoSaysNothingIsDisconnected() throws Exception {
        try (var client = new Client(new Socket("127.0.0.1", port))) {
            assertThat(client.read()).startsWith("220");
            client.socket.setSoTimeout(10_000);
            long begun = System.nanoTime();
            String last = client.read();
            assertThat(last.isEmpty() || last.startsWith("421")).as(last).isTrue();
            assertThat(Duration.ofNanos(System.nanoTime() - begun))
                    .isBetween(Duration.ofSeconds(1), Duration.ofSeconds(9));
        }
    }

    private static SSLSocket encrypted(Socket plain) throws Exception {
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        var known = KeyStore.getInstance(KeyStore.getDefaultType());
        known.load(null, null);
        known.setCertificateEntry(
                "mail",
                KeyStore.getInstance(keys.toFile(), PASSWORD.toCharArray()).getCertificate("mail"));
        trust.init(known);
        var context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        var socket = (SSLSocket) context.getSocketFactory().createSocket(plain, "localhost", plain.getPort(), true);
        socket.startHandshake();
        return socket;
    }

    private static final class Client implements AutoCloseable {
        final Socket socket;
        private final BufferedReader in;

        Client(Socket socket) throws IOException {
            this.socket = socket;
            socket.setSoTimeout(20_000);
            this.in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
        }

        /** A whole answer; nothing when the other side has gone. */
        String read() throws IOException {
            var answer = new StringBuilder();
            String line;
            do {
                line = in.readLine();
                answer.append(line == null ? "" : line + "\n");
            } while (line != null && line.length() > 3 && line.charAt(3) == '-');
            return answer.toString();
        }

        String say(String line) throws IOException {
            socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
            return read();
        }

        String deliver(String title) throws IOException {
            say("MAIL FROM:<pia@example.com>");
            say("RCPT TO:<it@example.org>");
            say("DATA");
            return say("From: pia@example.com\r\nMessage-ID: <" + title + "@example.com>\r\nSubject: " + title
                    + "\r\n\r\ntext\r\n.");
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
