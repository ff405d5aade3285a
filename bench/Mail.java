import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Random;

/** Mails of 10 KB in two parts through the SMTP listener, over some connections, until each is a ticket. */
final class Mail {
    private static final String ADDRESS = "desk@bench.example";
    private static final int BYTES = 10_000;

    private final Program program;
    private final int smtpPort;

    Mail(Program program, int smtpPort) {
        this.program = program;
        this.smtpPort = smtpPort;
    }

    /** Answers mails per second from the first connection to the last ticket. */
    double perSecond(int connections, int each) throws Exception {
        account();
        int before = tickets();
        long begun = System.nanoTime();
        var threads = new ArrayList<Thread>();
        for (int c = 0; c < connections; c++) {
            int connection = c;
            threads.add(Thread.ofPlatform().start(() -> send(connection, each)));
        }
        for (var thread : threads) {
            thread.join();
        }
        int wanted = before + connections * each;
        while (tickets() < wanted) {
            // Seldom: each look starts a psql, which takes from what is measured.
            Thread.sleep(500);
        }
        return connections * each / ((System.nanoTime() - begun) / 1e9);
    }

    private void account() throws Exception {
        try (var http = program.connect()) {
            if (!http.get("/mail/accounts").ok().body().contains(ADDRESS)) {
                var types = http.get("/types").ok();
                http.post("/mail/accounts", "{\"deskId\":\"" + types.text("deskId") + "\",\"typeId\":\"" + types.text("id")
                        + "\",\"address\":\"" + ADDRESS + "\",\"name\":\"Desk\"}").ok();
            }
        }
    }

    private int tickets() throws Exception {
        return Integer.parseInt(program.sql("select count(*) from channel.received_mail where state = 'ticket'"));
    }

    private void send(int connection, int count) {
        var random = new Random(System.nanoTime());
        var words = new Words(2_000);
        try (var socket = new Socket(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), smtpPort)) {
            var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            var out = socket.getOutputStream();
            say(out, in, null);
            say(out, in, "EHLO bench.example");
            for (int i = 0; i < count; i++) {
                String id = connection + "." + i + "." + random.nextLong();
                // Nobody sends more than a hundred mails an hour.
                String from = "person" + connection + "x" + i / 50 + "x" + Math.abs(random.nextInt()) + "@customer.example";
                say(out, in, "MAIL FROM:<" + from + ">");
                say(out, in, "RCPT TO:<" + ADDRESS + ">");
                say(out, in, "DATA");
                say(out, in, message(from, id, words, random) + "\r\n.");
            }
            say(out, in, "QUIT");
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static String message(String from, String id, Words words, Random random) {
        var text = new StringBuilder();
        while (text.length() < BYTES / 2 - 300) {
            text.append(words.sentence(random, 10)).append("\r\n");
        }
        return "From: Customer <" + from + ">\r\nTo: " + ADDRESS + "\r\nSubject: " + words.sentence(random, 6) + "\r\nMessage-ID: <" + id
                + "@customer.example>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/alternative; boundary=b\r\n\r\n"
                + "--b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n" + text
                + "\r\n--b\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>" + text + "</p>\r\n--b--";
    }

    private static void say(OutputStream out, BufferedReader in, String line) throws IOException {
        if (line != null) {
            out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
            out.flush();
        }
        String answer;
        do {
            answer = in.readLine();
            if (answer == null || answer.charAt(0) > '3') {
                throw new IOException("SMTP: " + line + " → " + answer);
            }
        } while (answer.charAt(3) == '-');
    }
}
