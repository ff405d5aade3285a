package io.steward.server.outgoing.work;

import io.steward.server.outgoing.Call;
import io.steward.server.outgoing.rules.Addresses;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Requests and answers of HTTP/1.1 as bytes, with bounds for all that another side says. */
final class HttpMessage {
    private static final int KEPT_TEXT = 2_000;
    private static final int MOST_BODY = 65_536;
    private static final int MOST_HEAD = 32_768;

    /** @param reusable whether the connection stands where the next answer begins */
    record Read(int status, Map<String, String> headers, String text, boolean reusable) {}

    private HttpMessage() {}

    static void write(OutputStream out, Call call) throws IOException {
        var head = new StringBuilder(400);
        head.append(call.method()).append(' ').append(path(call.url())).append(" HTTP/1.1\r\n");
        line(head, "Host", host(call.url()));
        line(head, "User-Agent", "Steward");
        line(head, "Accept", "*/*");
        if (call.body().length > 0 || !call.method().equals("GET")) {
            line(head, "Content-Length", Integer.toString(call.body().length));
        }
        for (var header : call.headers().entrySet()) {
            line(head, header.getKey(), header.getValue());
        }
        head.append("\r\n");
        byte[] first = head.toString().getBytes(StandardCharsets.US_ASCII);
        var all = new byte[first.length + call.body().length];
        System.arraycopy(first, 0, all, 0, first.length);
        System.arraycopy(call.body(), 0, all, first.length, call.body().length);
        out.write(all);
        out.flush();
    }

    private static void line(StringBuilder head, String name, String value) throws IOException {
        if (!Addresses.isName(name) || !Addresses.isValue(value)) {
            throw new IOException("The header " + name.replaceAll("[^A-Za-z0-9-]", "?") + " cannot be sent");
        }
        head.append(name).append(": ").append(value).append("\r\n");
    }

    private static String path(URI url) {
        String path = url.getRawPath() == null || url.getRawPath().isEmpty() ? "/" : url.getRawPath();
        String all = url.getRawQuery() == null ? path : path + "?" + url.getRawQuery();
        // The URI may hold other letters as they are.
        return URI.create(all).toASCIIString();
    }

    private static String host(URI url) {
        return url.getPort() < 0 ? url.getHost() : url.getHost() + ":" + url.getPort();
    }

    static Read read(InputStream in, String method) throws IOException {
        int[] budget = {MOST_HEAD};
        while (true) {
            String first = text(in, budget);
            if (!first.matches("HTTP/1\\.[01] \\d{3}.*")) {
                throw new IOException("The answer is not HTTP");
            }
            int status = Integer.parseInt(first.substring(9, 12));
            Map<String, String> headers = headers(in, budget);
            if (status >= 200) {
                return body(in, method, status, headers, first.startsWith("HTTP/1.1"));
            }
        }
    }

    private static Map<String, String> headers(InputStream in, int[] budget) throws IOException {
        var headers = new HashMap<String, String>();
        for (String line = text(in, budget); !line.isEmpty(); line = text(in, budget)) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                headers.put(
                        line.substring(0, colon).strip().toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).strip());
            }
        }
        return headers;
    }

    private static Read body(InputStream in, String method, int status, Map<String, String> headers, boolean modern)
            throws IOException {
        boolean reusable = modern
                && !headers.getOrDefault("connection", "")
                        .toLowerCase(Locale.ROOT)
                        .contains("close");
        var kept = new ByteArrayOutputStream();
        boolean whole;
        if (method.equals("HEAD") || status == 204 || status == 304) {
            whole = true;
        } else if (headers.getOrDefault("transfer-encoding", "")
                .toLowerCase(Locale.ROOT)
                .contains("chunked")) {
            whole = chunks(in, kept);
        } else if (headers.containsKey("content-length")) {
            String length = headers.get("content-length");
            if (!length.matches("\\d{1,18}")) {
                throw new IOException("The answer's length cannot be read");
            }
            whole = copy(in, kept, Long.parseLong(length), MOST_BODY);
        } else {
            copy(in, kept, Long.MAX_VALUE, MOST_BODY);
            whole = false;
        }
        byte[] bytes = kept.toByteArray();
        String text = new String(bytes, StandardCharsets.UTF_8).replace("\0", "");
        return new Read(
                status, headers, text.length() <= KEPT_TEXT ? text : text.substring(0, KEPT_TEXT), reusable && whole);
    }

    private static boolean chunks(InputStream in, ByteArrayOutputStream kept) throws IOException {
        int left = MOST_BODY;
        while (true) {
            int[] budget = {1_000};
            String size = text(in, budget).replaceFirst(";.*", "").strip();
            if (!size.matches("[0-9a-fA-F]{1,8}")) {
                throw new IOException("The answer's length cannot be read");
            }
            long length = Long.parseLong(size, 16);
            if (length == 0) {
                headers(in, new int[] {MOST_HEAD});
                return true;
            }
            if (!copy(in, kept, length, left)) {
                return false;
            }
            left -= (int) length;
            text(in, budget);
        }
    }

    /** Reads up to that many bytes and keeps the first; false when there were more than may be read. */
    private static boolean copy(InputStream in, ByteArrayOutputStream kept, long length, int most) throws IOException {
        byte[] buffer = new byte[4_096];
        long read = 0;
        while (read < length && read < most) {
            int n = in.read(buffer, 0, (int) Math.min(buffer.length, Math.min(length, most) - read));
            if (n < 0) {
                if (length == Long.MAX_VALUE) {
                    return true;
                }
                throw new EOFException("The answer ended too early");
            }
            int room = 4 * KEPT_TEXT - kept.size();
            if (room > 0) {
                kept.write(buffer, 0, Math.min(n, room));
            }
            read += n;
        }
        return read >= length;
    }

    private static String text(InputStream in, int[] budget) throws IOException {
        var line = new StringBuilder(80);
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException("The answer ended too early");
            }
            if (--budget[0] < 0) {
                throw new IOException("The answer's head is too long");
            }
            line.append((char) c);
        }
        int end = line.length();
        return end > 0 && line.charAt(end - 1) == '\r' ? line.substring(0, end - 1) : line.toString();
    }
}
