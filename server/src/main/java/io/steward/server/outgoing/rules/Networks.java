package io.steward.server.outgoing.rules;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

/**
 * Which addresses may be reached: those of the public internet, and private networks that the operator named. Asked of the
 * address that is connected to, whatever name it had. Services that tell a machine its own credentials are never reached.
 */
public final class Networks {
    /** IPv4: this host, private, shared, loopback, link-local, protocols, examples, relays, benchmarks, multicast, reserved. */
    private static final List<Cidr> GUARDED_4 = cidrs(
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",
            "127.0.0.0/8",
            "169.254.0.0/16",
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.88.99.0/24",
            "192.168.0.0/16",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/4",
            "240.0.0.0/4");

    /** Of IPv6 only what is routed in the internet is open; of that not Teredo, tests and examples. */
    private static final Cidr OPEN_6 = Cidr.of("2000::/3");

    private static final List<Cidr> GUARDED_6 = cidrs("2001::/23", "2001:db8::/32", "3fff::/20", "5f00::/16");
    /** They carry an IPv4 address, at this byte. */
    private static final Cidr SIX_TO_FOUR = Cidr.of("2002::/16");

    private static final Cidr NAT_64 = Cidr.of("64:ff9b::/96");
    private static final Cidr COMPATIBLE = Cidr.of("::/96");
    private static final List<Cidr> METADATA =
            cidrs("169.254.169.254/32", "169.254.170.2/32", "169.254.170.23/32", "100.100.100.200/32", "fd00:ec2::/32");

    private final List<Cidr> allowed;

    private Networks(List<Cidr> allowed) {
        this.allowed = allowed;
    }

    /** @throws IllegalArgumentException when one is no network, such as {@code 10.1.0.0/16} */
    public static Networks allowing(List<String> networks) {
        return new Networks(networks.stream()
                .map(String::strip)
                .filter(n -> !n.isEmpty())
                .map(Cidr::of)
                .toList());
    }

    /** Whether it may be connected to. */
    public boolean allows(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (METADATA.stream().anyMatch(c -> c.holds(bytes))) {
            return false;
        }
        byte[] inner = inner(bytes);
        if (inner.length == 4 && METADATA.stream().anyMatch(c -> c.holds(inner))) {
            return false;
        }
        return allowed.stream().anyMatch(c -> c.holds(bytes)) || isPublic(bytes);
    }

    private static boolean isPublic(byte[] bytes) {
        if (bytes.length == 4) {
            return GUARDED_4.stream().noneMatch(c -> c.holds(bytes));
        }
        byte[] inner = inner(bytes);
        if (inner.length == 4) {
            return isPublic(inner);
        }
        return OPEN_6.holds(bytes) && GUARDED_6.stream().noneMatch(c -> c.holds(bytes));
    }

    /** The IPv4 address in an IPv6 one that leads to it, or else the address itself. */
    private static byte[] inner(byte[] bytes) {
        if (bytes.length == 16) {
            if (SIX_TO_FOUR.holds(bytes)) {
                return Arrays.copyOfRange(bytes, 2, 6);
            }
            if (NAT_64.holds(bytes) || COMPATIBLE.holds(bytes) || isMapped(bytes)) {
                return Arrays.copyOfRange(bytes, 12, 16);
            }
        }
        return bytes;
    }

    private static boolean isMapped(byte[] bytes) {
        for (int i = 0; i < 10; i++) {
            if (bytes[i] != 0) {
                return false;
            }
        }
        return bytes[10] == -1 && bytes[11] == -1;
    }

    private static List<Cidr> cidrs(String... texts) {
        return Arrays.stream(texts).map(Cidr::of).toList();
    }

    /** A network: an address and how many of its first bits count. */
    record Cidr(byte[] address, int bits) {
        static Cidr of(String text) {
            int slash = text.indexOf('/');
            String host = slash < 0 ? text : text.substring(0, slash);
            if (!host.matches("[0-9a-fA-F:.]+") || !(host.contains(":") || host.matches("\\d+(\\.\\d+){3}"))) {
                throw new IllegalArgumentException("Not a network such as 10.1.0.0/16: " + text);
            }
            try {
                byte[] address = InetAddress.getByName(host).getAddress();
                int most = address.length * 8;
                int bits = slash < 0 ? most : Integer.parseInt(text.substring(slash + 1));
                if (bits < 0 || bits > most) {
                    throw new IllegalArgumentException("Not a network such as 10.1.0.0/16: " + text);
                }
                return new Cidr(address, bits);
            } catch (UnknownHostException | NumberFormatException e) {
                throw new IllegalArgumentException("Not a network such as 10.1.0.0/16: " + text, e);
            }
        }

        boolean holds(byte[] other) {
            if (other.length != address.length) {
                return false;
            }
            for (int bit = 0; bit < bits; bit++) {
                int mask = 0x80 >> (bit % 8);
                if ((address[bit / 8] & mask) != (other[bit / 8] & mask)) {
                    return false;
                }
            }
            return true;
        }

        @Override
        public boolean equals(Object o) {
            return o instanceof Cidr c && c.bits == bits && Arrays.equals(c.address, address);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(address) * 31 + bits;
        }

        @Override
        public String toString() {
            return Arrays.toString(address) + "/" + bits;
        }
    }
}
