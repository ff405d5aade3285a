import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** One kept-alive connection to the program. It costs little, so that what is measured is the program's time. */
final class Http implements AutoCloseable {
    record Answer(int status, String body) {
        /** The first text value of a name; an answer that lacks it is an error of the benchmark. */
        String text(String name) {
            String before = "\"" + name + "\":\"";
            int from = body.indexOf(before);
            if (from < 0) {
                throw new IllegalStateException("No " + name + " in " + status + " " + body);
            }
            from += before.length();
            return body.substring(from, body.indexOf('"', from));
        }

        Answer ok() {
            if (status < 200 || status > 299) {
                throw new IllegalStateException(status + " " + body);
            }
            return this;
        }
    }

    private final int port;
    private final String headers;
    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private final byte[] read = new byte[64 * 1024];
    private int at;
    private int end;

    Http(int port, String headers) throws IOException {
        this.port = port;
        this.headers = headers;
        this.socket = new Socket(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(120_000);
        this.in = socket.getInputStream();
        this.out = socket.getOutputStream();
    }

    Answer get(String path) throws IOException {
        return send("GET", path, "application/json", new byte[0]);
    }

    Answer post(String path, String json) throws IOException {
        return send("POST", path, "application/json", json.getBytes(StandardCharsets.UTF_8));
    }

    Answer patch(String path, String json, String version) throws IOException {
        return send("PATCH", path, "application/json\r\nIf-Match: \"" + version + "\"", json.getBytes(StandardCharsets.UTF_8));
    }

    Answer put(String path, String json) throws IOException {
        return send("PUT", path, "application/json", json.getBytes(StandardCharsets.UTF_8));
    }

    Answer send(String method, String path, String type, byte[] body) throws IOException {
        var head = new StringBuilder(512)
                .append(method).append(" /api/v1").append(path).append(" HTTP/1.1\r\nHost: localhost:").append(port)
                .append("\r\nX-Steward: 1\r\n").append(headers);
        if (!method.equals("GET")) {
            head.append("Content-Type: ").append(type).append("\r\nContent-Length: ").append(body.length).append("\r\n");
        }
        byte[] first = head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
        byte[] all = new byte[first.length + body.length];
        System.arraycopy(first, 0, all, 0, first.length);
        System.arraycopy(body, 0, all, first.length, body.length);
        out.write(all);
        out.flush();
        return receive();
    }

    private Answer receive() throws IOException {
        int status = Integer.parseInt(line().split(" ")[1]);
        int length = status == 204 ? 0 : -1;
        for (String line = line(); !line.isEmpty(); line = line()) {
            if (line.regionMatches(true, 0, "Content-Length:", 0, 15)) {
                length = Integer.parseInt(line.substring(15).trim());
            }
            if (line.regionMatches(true, 0, "Set-Cookie:", 0, 11)) {
                cookie = line.substring(11).trim().split(";")[0];
            }
        }
        return new Answer(status, new String(length >= 0 ? bytes(length) : chunks(), StandardCharsets.UTF_8));
    }

    /** The last cookie that was set. */
    String cookie = "";

    private byte[] chunks() throws IOException {
        var all = new ByteArrayOutputStream();
        for (int size = Integer.parseInt(line(), 16); size > 0; size = Integer.parseInt(line(), 16)) {
            all.write(bytes(size));
            line();
        }
        line();
        return all.toByteArray();
    }

    private String line() throws IOException {
        var text = new StringBuilder(64);
        for (int c = next(); c != '\n'; c = next()) {
            if (c != '\r') {
                text.append((char) c);
            }
        }
        return text.toString();
    }

    private int next() throws IOException {
        if (at == end) {
            fill();
        }
        return read[at++];
    }

    private byte[] bytes(int count) throws IOException {
        var all = new byte[count];
        for (int have = 0; have < count; ) {
            if (at == end) {
                fill();
            }
            int some = Math.min(count - have, end - at);
            System.arraycopy(read, at, all, have, some);
            at += some;
            have += some;
        }
        return all;
    }

    private void fill() throws IOException {
        at = 0;
        end = in.read(read);
        if (end <= 0) {
            throw new EOFException("The program closed the connection");
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
