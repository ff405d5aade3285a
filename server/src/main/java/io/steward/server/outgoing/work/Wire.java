package io.steward.server.outgoing.work;

import io.steward.server.outgoing.Call;
import io.steward.server.outgoing.rules.Networks;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * HTTP/1.1 over sockets of its own, so that the address which is connected to is the one that was looked at: a name is asked for
 * once, and nothing between can answer differently. No redirects, no proxies; connections are kept for a while.
 */
public final class Wire implements AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final long KEPT = TimeUnit.SECONDS.toNanos(15);
    private static final int MOST_KEPT = 16;

    /** Asks for the addresses of a name. */
    @FunctionalInterface
    public interface Resolver {
        InetAddress[] resolve(String host) throws UnknownHostException;
    }

    /** What was answered. @param body at most its first 2,000 characters */
    public record Answer(int status, @Nullable String retryAfter, String body) {}

    /** An address that may not be reached. */
    public static final class Guarded extends IOException {
        Guarded(String message) {
            super(message);
        }
    }

    private record Place(boolean tls, String host, int port) {}

    private record Line(Socket socket, BufferedInputStream in, long since) {}

    private final Networks networks;
    private final Resolver resolver;
    private final Map<Place, Deque<Line>> kept = new ConcurrentHashMap<>();
    private final ScheduledThreadPoolExecutor watch = new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("outgoing-watch").factory());

    /** Names are asked for on threads of their own: a name server that is silent must not hold the threads that all share. */
    private final ExecutorService names = new ThreadPoolExecutor(
            0,
            64,
            30,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            Thread.ofPlatform().daemon().name("outgoing-names-", 0).factory());

    public Wire(Networks networks, Resolver resolver) {
        this.networks = networks;
        this.resolver = resolver;
        watch.setRemoveOnCancelPolicy(true);
    }

    /**
     * Sends and reads the answer, all within the time.
     *
     * @throws Guarded when the address may not be reached
     */
    public Answer send(Call call, Duration timeout) throws IOException {
        Place place = place(call.url());
        long end = System.nanoTime() + timeout.toNanos();
        Line idle = idle(place);
        if (idle != null) {
            try {
                return exchange(place, idle, call, end);
            } catch (Stale e) {
                // The other side closed what was kept.
            }
        }
        try {
            return exchange(place, connect(place, end), call, end);
        } catch (Stale e) {
            throw new IOException("The connection was closed without an answer", e);
        }
    }

    /** The connection ended before anything was answered. */
    private static final class Stale extends IOException {
        Stale(@Nullable Throwable cause) {
            super("Closed", cause);
        }
    }

    private Answer exchange(Place place, Line line, Call call, long end) throws IOException {
        var late = new AtomicBoolean();
        var guard = watch.schedule(
                () -> {
                    late.set(true);
                    close(line.socket());
                },
                Math.max(1, end - System.nanoTime()),
                TimeUnit.NANOSECONDS);
        boolean keep = false;
        try {
            HttpMessage.write(line.socket().getOutputStream(), call);
            line.in().mark(1);
            if (line.in().read() < 0) {
                throw new Stale(null);
            }
            line.in().reset();
            var read = HttpMessage.read(line.in(), call.method());
            keep = read.reusable();
            return new Answer(read.status(), read.headers().get("retry-after"), read.text());
        } catch (SocketException | Stale e) {
            if (late.get()) {
                throw new IOException("No answer in time", e);
            }
            throw e instanceof Stale ? e : new Stale(e);
        } catch (IOException e) {
            throw late.get() ? new IOException("No answer in time", e) : e;
        } finally {
            guard.cancel(false);
            if (keep && !late.get()) {
                keep(place, line);
            } else {
                close(line.socket());
            }
        }
    }

    private static Place place(URI url) throws IOException {
        String scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
        String host = url.getHost();
        boolean tls = scheme.equals("https");
        if (host == null || host.isEmpty() || !(tls || scheme.equals("http"))) {
            throw new Guarded("Not an address of http or https");
        }
        int port = url.getPort() > 0 ? url.getPort() : tls ? 443 : 80;
        return new Place(tls, host.toLowerCase(Locale.ROOT).replaceAll("[\\[\\]]", ""), port);
    }

    private @Nullable Line idle(Place place) {
        Deque<Line> lines = kept.get(place);
        if (lines == null) {
            return null;
        }
        synchronized (lines) {
            for (Line line = lines.pollLast(); line != null; line = lines.pollLast()) {
                if (System.nanoTime() - line.since() < KEPT && !line.socket().isClosed()) {
                    return line;
                }
                close(line.socket());
            }
        }
        return null;
    }

    private void keep(Place place, Line line) {
        Deque<Line> lines = kept.computeIfAbsent(place, p -> new ArrayDeque<>());
        synchronized (lines) {
            while (lines.size() >= MOST_KEPT) {
                close(lines.removeFirst().socket());
            }
            lines.addLast(new Line(line.socket(), line.in(), System.nanoTime()));
        }
    }

    /** Closes what was not used for a while. */
    public void tidy() {
        kept.forEach((place, lines) -> {
            synchronized (lines) {
                while (!lines.isEmpty() && System.nanoTime() - lines.peekFirst().since() >= KEPT) {
                    close(lines.removeFirst().socket());
                }
            }
        });
        if (kept.size() > 1_000) {
            kept.values().removeIf(lines -> {
                synchronized (lines) {
                    return lines.isEmpty();
                }
            });
        }
    }

    private Line connect(Place place, long end) throws IOException {
        IOException last = null;
        for (InetAddress address : reachable(place.host(), end)) {
            long left = Math.min(CONNECT.toMillis(), TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime()));
            if (left <= 0) {
                break;
            }
            var socket = new Socket();
            try {
                socket.setTcpNoDelay(true);
                socket.setSoTimeout((int) Math.max(1, TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime())));
                socket.connect(new InetSocketAddress(address, place.port()), (int) left);
                Socket ready = place.tls() ? secured(socket, place) : socket;
                ready.setSoTimeout(0);
                return new Line(ready, new BufferedInputStream(ready.getInputStream(), 4_096), System.nanoTime());
            } catch (IOException e) {
                close(socket);
                last = e;
            }
        }
        throw last == null
                ? new IOException("No connection in time")
                : new IOException("No connection to " + place.host() + ": " + last.getMessage(), last);
    }

    private List<InetAddress> reachable(String host, long end) throws IOException {
        InetAddress[] all = ask(host, end);
        List<InetAddress> open =
                java.util.Arrays.stream(all).filter(networks::allows).toList();
        if (open.isEmpty()) {
            throw new Guarded(host + " is an address of a private network, which may not be reached");
        }
        return open;
    }

    private InetAddress[] ask(String host, long end) throws IOException {
        try {
            return names.submit(() -> resolver.resolve(host))
                    .get(Math.max(1, end - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw new IOException("There is no host " + host, e);
        } catch (TimeoutException | RejectedExecutionException e) {
            throw new IOException("The name " + host + " was not found in time", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Stopped", e);
        }
    }

    private static Socket secured(Socket socket, Place place) throws IOException {
        var secured = (SSLSocket) ((SSLSocketFactory) SSLSocketFactory.getDefault())
                .createSocket(socket, place.host(), place.port(), true);
        var parameters = secured.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        if (!place.host().contains(":") && !place.host().matches("[0-9.]+")) {
            parameters.setServerNames(List.of(new SNIHostName(place.host())));
        }
        parameters.setProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
        secured.setSSLParameters(parameters);
        secured.startHandshake();
        return secured;
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // It is of no use any more in any case.
        }
    }

    @Override
    public void close() {
        watch.shutdownNow();
        names.shutdownNow();
        kept.values().forEach(lines -> {
            synchronized (lines) {
                lines.forEach(l -> close(l.socket()));
                lines.clear();
            }
        });
    }
}
