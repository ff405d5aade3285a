package io.steward.server.outgoing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.steward.server.outgoing.rules.Addresses;
import io.steward.server.outgoing.rules.Backoff;
import io.steward.server.outgoing.rules.Networks;
import io.steward.server.outgoing.rules.Outcome;
import io.steward.server.outgoing.work.Wire;
import io.steward.server.platform.Check;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which addresses are reached, how they are reached, and when it is tried again. */
class OutgoingRulesTest {
    private static final Networks STRICT = Networks.allowing(List.of());
    private static final Duration TIME = Duration.ofSeconds(5);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.8.9.1",
                "0.0.0.0",
                "10.0.0.1",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.1.1",
                "169.254.169.254",
                "169.254.1.1",
                "100.64.0.1",
                "100.100.100.200",
                "192.0.0.8",
                "198.18.0.1",
                "224.0.0.1",
                "240.0.0.1",
                "255.255.255.255",
                "::1",
                "::",
                "fe80::1",
                "fc00::1",
                "fd00:ec2::254",
                "ff02::1",
                "::ffff:127.0.0.1",
                "::ffff:10.0.0.1",
                "::127.0.0.1",
                "64:ff9b::7f00:1",
                "64:ff9b::a9fe:a9fe",
                "2002:7f00:1::",
                "2002:a00:1::1",
                "2001:0:1::1",
                "2001:db8::1",
                "2130706433",
                "192.168.257",
                "127.1"
            })
    void aPrivateAddressIsGuardedHoweverItIsWritten(String host) throws Exception {
        for (InetAddress address : InetAddress.getAllByName(host)) {
            assertThat(STRICT.allows(address)).as("%s is %s", host, address).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"8.8.8.8", "1.1.1.1", "172.32.0.1", "100.128.0.1", "2606:4700::1111", "2002:808:808::1"})
    void aPublicAddressIsOpen(String host) throws Exception {
        assertThat(STRICT.allows(InetAddress.getByName(host))).isTrue();
    }

    @Test
    void namedNetworksAreOpenButNeverWhatTellsCredentials() throws Exception {
        var networks = Networks.allowing(List.of("10.1.0.0/16", "169.254.0.0/16", "fd12::/32", "0.0.0.0/0"));
        assertThat(networks.allows(InetAddress.getByName("10.1.2.3"))).isTrue();
        assertThat(networks.allows(InetAddress.getByName("fd12::9"))).isTrue();
        assertThat(networks.allows(InetAddress.getByName("fd13::9"))).isFalse();
        assertThat(networks.allows(InetAddress.getByName("169.254.169.254"))).isFalse();
        assertThat(networks.allows(InetAddress.getByName("64:ff9b::a9fe:a9fe"))).isFalse();
        for (String bad : List.of("10.1.0.0/33", "example.org", "10.1", "10.1.0.0/x", "fd12::/129")) {
            assertThatThrownBy(() -> Networks.allowing(List.of(bad))).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void theAddressThatIsConnectedToIsTheOneThatWasLookedAt() throws Exception {
        var asked = new AtomicInteger();
        try (var stub = new Stub();
                // A name that answers with a public address at first, and with loopback ever after.
                var wire = new Wire(
                        STRICT,
                        host -> asked.incrementAndGet() == 1
                                ? new InetAddress[] {InetAddress.getByName("203.0.113.7")}
                                : new InetAddress[] {InetAddress.getByName("127.0.0.1")})) {
            for (int i = 0; i < 3; i++) {
                assertThatThrownBy(() -> wire.send(call("http://rebinding.example:" + stub.port() + "/"), TIME))
                        .isInstanceOf(java.io.IOException.class);
            }
            assertThat(stub.requests()).isEmpty();
            assertThat(asked.get()).isEqualTo(3);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:PORT/",
                "http://localhost:PORT/",
                "http://[::1]:PORT/",
                "http://2130706433:PORT/",
                "http://127.1:PORT/",
                "http://[::ffff:127.0.0.1]:PORT/",
                "http://169.254.169.254/latest/meta-data/",
                "http://0.0.0.0:PORT/",
                "ftp://127.0.0.1/"
            })
    void guardedPlacesAreNeverReached(String url) throws Exception {
        try (var stub = new Stub();
                var wire = new Wire(STRICT, InetAddress::getAllByName)) {
            String there = url.replace("PORT", Integer.toString(stub.port()));
            assertThatThrownBy(() -> wire.send(call(there), TIME)).isInstanceOf(Wire.Guarded.class);
            assertThat(stub.requests()).isEmpty();
        }
    }

    @Test
    void answersAreReadRedirectsNotFollowedAndConnectionsKept() throws Exception {
        try (var stub = new Stub();
                var wire = new Wire(Networks.allowing(List.of("127.0.0.0/8")), InetAddress::getAllByName)) {
            for (int i = 0; i < 20; i++) {
                var answer = wire.send(call(stub.url("/x?y=z")), TIME);
                assertThat(answer.status()).isEqualTo(200);
                assertThat(answer.body()).isEqualTo("thank you");
            }
            assertThat(stub.requests()).hasSize(20);
            assertThat(stub.requests().getFirst().path()).isEqualTo("/x?y=z");
            assertThat(stub.requests().getFirst().body()).isEqualTo("hällo");
            stub.redirects("http://169.254.169.254/");
            stub.answers(r -> 302);
            assertThat(wire.send(call(stub.url("/")), TIME).status()).isEqualTo(302);
            assertThat(stub.requests()).hasSize(21);
        }
        var redirect = Outcome.of(302, "", null);
        assertThat(redirect.arrived()).isFalse();
        assertThat(Outcome.of(204, "", null).arrived()).isTrue();
        assertThat(Outcome.of(503, "", "120").retryAfter()).isEqualTo(Duration.ofMinutes(2));
    }

    @Test
    void whoIsSilentIsNotWaitedForForEver() throws Exception {
        try (var silent = new java.net.ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                var wire = new Wire(Networks.allowing(List.of("127.0.0.1")), InetAddress::getAllByName)) {
            long begun = System.nanoTime();
            assertThatThrownBy(() ->
                            wire.send(call("http://127.0.0.1:" + silent.getLocalPort() + "/"), Duration.ofMillis(400)))
                    .hasMessageContaining("in time");
            assertThat(System.nanoTime() - begun).isLessThan(3_000_000_000L);
        }
    }

    @Test
    void pausesGrowAndEnd() {
        Instant now = Instant.parse("2026-01-01T00:00:00Z");
        var random = new Random(7);
        Duration before = Duration.ZERO;
        for (int attempt = 1; attempt < Backoff.most(); attempt++) {
            Duration pause = Duration.between(
                    now, Backoff.next(attempt, now, null, random).orElseThrow());
            assertThat(pause).isGreaterThan(before);
            before = pause;
        }
        assertThat(Backoff.next(1, now, null, random).orElseThrow()).isBetween(now.plusSeconds(5), now.plusSeconds(6));
        assertThat(Backoff.next(1, now, Duration.ofMinutes(10), random).orElseThrow())
                .isAfterOrEqualTo(now.plusSeconds(600));
        assertThat(Backoff.next(1, now, Duration.ofDays(900), random).orElseThrow())
                .isBefore(now.plus(Duration.ofDays(2)));
        assertThat(Backoff.next(Backoff.most(), now, null, random)).isEmpty();
    }

    @Test
    void whatWouldBreakARequestIsRefused() {
        for (String bad : List.of(
                "ftp://x.example/",
                "https:///x",
                "https://a:b@x.example/",
                "x.example",
                "https://x y/",
                "javascript:1")) {
            assertThat(Addresses.fault(bad)).as(bad).isNotNull();
        }
        assertThat(Addresses.fault("https://x.example/a?b=c")).isNull();
        for (var bad : List.of(Map.of("Host", "x"), Map.of("A b", "x"), Map.of("A", "x\r\nB: c"), Map.of("A", "ä"))) {
            var check = new Check();
            Addresses.headers(check, "headers", bad);
            assertThat(check.isGood()).as(bad.toString()).isFalse();
        }
    }

    private static Call call(String url) {
        return new Call("POST", URI.create(url), Map.of("X-Test", "1"), "hällo".getBytes(StandardCharsets.UTF_8));
    }
}
