import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/** A mail server on loopback that accepts everything, keeps nothing, and remembers when each word of the benchmark came. */
final class PostOffice implements AutoCloseable {
    private static final Pattern WORD = Pattern.compile("\\bw\\d+x\\d+\\b");

    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
    private final Map<String, Long> arrived = new ConcurrentHashMap<>();
    private final AtomicInteger count = new AtomicInteger();

    PostOffice() throws IOException {
        Thread.ofVirtual().start(() -> {
            while (!server.isClosed()) {
                try {
                    Socket socket = server.accept();
                    Thread.ofVirtual().start(() -> serve(socket));
                } catch (IOException e) {
                    return;
                }
            }
        });
    }

    int port() {
        return server.getLocalPort();
    }

    Map<String, Long> arrived() {
        return arrived;
    }

    int count() {
        return count.get();
    }

    private void serve(Socket socket) {
        try (socket; var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1))) {
            socket.setTcpNoDelay(true);
            say(socket, "220 bench");
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (line.startsWith("DATA")) {
                    say(socket, "354 go on");
                    receive(in);
                    say(socket, "250 accepted");
                } else if (line.startsWith("QUIT")) {
                    say(socket, "221 bye");
                    return;
                } else {
                    say(socket, "250 bench");
                }
            }
        } catch (IOException e) {
            // It went away.
        }
    }

    private void receive(BufferedReader in) throws IOException {
        for (String line = in.readLine(); line != null && !line.equals("."); line = in.readLine()) {
            var word = WORD.matcher(line);
            if (word.find()) {
                arrived.putIfAbsent(word.group(), System.nanoTime());
            }
        }
        count.incrementAndGet();
    }

    private static void say(Socket socket, String line) throws IOException {
        socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
