import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** Asks over some connections at once for some time, each connection its next question when the last one is answered. */
final class Load {
    /** One operation, its answer looked at: false when the answer is not what it has to be. */
    interface Operation {
        boolean once(Http http, int connection) throws Exception;
    }

    /**
     * @param perSecond operations that were answered, wrong answers among them
     * @param own the share of one processor that asking itself took
     */
    record Result(int connections, double perSecond, double p50, double p95, double p99, long wrong, String fault, double own) {}

    private Load() {}

    /** @param warmUp seconds before anything is counted, for the program's code to be compiled */
    static Result run(int port, String headers, int connections, double warmUp, double seconds, Operation operation) throws Exception {
        turn(port, headers, connections, warmUp, operation);
        return turn(port, headers, connections, seconds, operation);
    }

    private static Result turn(int port, String headers, int connections, double seconds, Operation operation) throws Exception {
        var times = new long[connections][];
        var wrong = new AtomicInteger();
        var fault = new AtomicReference<>("");
        var ready = new CountDownLatch(connections);
        var threads = new Thread[connections];
        long cpu = cpu();
        long begun = System.nanoTime();
        for (int c = 0; c < connections; c++) {
            int connection = c;
            threads[c] = Thread.ofPlatform().start(() -> {
                try (var http = new Http(port, headers)) {
                    ready.countDown();
                    ready.await();
                    times[connection] = loop(http, connection, seconds, operation, wrong, fault);
                } catch (Exception e) {
                    times[connection] = new long[0];
                    wrong.incrementAndGet();
                    fault.compareAndSet("", String.valueOf(e));
                }
            });
        }
        for (var thread : threads) {
            thread.join();
        }
        double took = (System.nanoTime() - begun) / 1e9;
        long[] all = Arrays.stream(times).flatMapToLong(Arrays::stream).sorted().toArray();
        return new Result(connections, all.length / took, at(all, 0.5), at(all, 0.95), at(all, 0.99), wrong.get(), fault.get(),
                (cpu() - cpu) / 1e9 / took);
    }

    private static long[] loop(Http http, int connection, double seconds, Operation operation, AtomicInteger wrong,
            AtomicReference<String> fault) throws Exception {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos((long) (seconds * 1000));
        var times = new long[1024];
        int count = 0;
        for (long from = System.nanoTime(); from < end; ) {
            boolean right;
            try {
                right = operation.once(http, connection);
            } catch (IllegalStateException e) {
                right = false;
                fault.compareAndSet("", String.valueOf(e.getMessage()));
            }
            if (!right) {
                wrong.incrementAndGet();
            }
            long now = System.nanoTime();
            if (count == times.length) {
                times = Arrays.copyOf(times, count * 2);
            }
            times[count++] = now - from;
            from = now;
        }
        return Arrays.copyOf(times, count);
    }

    private static double at(long[] sorted, double share) {
        return sorted.length == 0 ? Double.NaN : sorted[(int) Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] / 1e6;
    }

    private static long cpu() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }
}
