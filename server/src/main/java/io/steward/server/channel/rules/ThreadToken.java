package io.steward.server.channel.rules;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The Message-IDs of mail sent about a ticket. They say which ticket an answer belongs to, and carry a keyed checksum
 * so that nobody else can make one. They hold no upper-case letters, as some systems fold the case of message ids.
 */
public final class ThreadToken {

    private static final String PURPOSE = "mail thread 1\n";
    private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";
    private static final int MAC_BYTES = 16;
    private static final int MIN_KEY_BYTES = 16;
    private static final int MAX_ID = 400;

    private ThreadToken() {}

    /** What a verified message id points at. */
    public record Place(int tenant, UUID ticketId, UUID entryId) {}

    /** A Message-ID header value, angle brackets included. */
    public static String make(int tenant, UUID ticketId, UUID entryId, byte[] key, String host) {
        if (tenant < 0) {
            throw new IllegalArgumentException("a tenant id is not negative");
        }
        if (!HeaderSafe.isDomain(host)) {
            throw new IllegalArgumentException("not a host name");
        }
        String place = "t." + tenant + '.' + compact(ticketId) + '.' + compact(entryId);
        return '<' + place + '.' + mac(place, key) + '@' + HeaderSafe.lower(host) + '>';
    }

    /** What the message id, with or without angle brackets, points at, if it was made with this key. */
    public static Optional<Place> verify(String messageId, byte[] key) {
        if (messageId.length() > MAX_ID) {
            return Optional.empty();
        }
        String id = HeaderSafe.lower(messageId.strip());
        if (id.startsWith("<") && id.endsWith(">")) {
            id = id.substring(1, id.length() - 1);
        }
        int at = id.indexOf('@');
        String[] parts = at < 0 ? new String[0] : id.substring(0, at).split("\\.", -1);
        if (parts.length != 5 || !parts[0].equals("t")) {
            return Optional.empty();
        }
        String place = String.join(".", parts[0], parts[1], parts[2], parts[3]);
        boolean genuine = MessageDigest.isEqual(
                mac(place, key).getBytes(StandardCharsets.UTF_8), parts[4].getBytes(StandardCharsets.UTF_8));
        return genuine ? read(parts) : Optional.empty();
    }

    private static Optional<Place> read(String[] parts) {
        try {
            return Optional.of(new Place(Integer.parseInt(parts[1]), uuid(parts[2]), uuid(parts[3])));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String compact(UUID id) {
        return id.toString().replace("-", "");
    }

    private static UUID uuid(String compact) {
        if (compact.length() != 32) {
            throw new IllegalArgumentException("not an id");
        }
        return new UUID(HexFormat.fromHexDigitsToLong(compact, 0, 16), HexFormat.fromHexDigitsToLong(compact, 16, 32));
    }

    private static String mac(String place, byte[] key) {
        if (key.length < MIN_KEY_BYTES) {
            throw new IllegalArgumentException("the key is too short");
        }
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return base32(mac.doFinal((PURPOSE + place).getBytes(StandardCharsets.UTF_8)), MAC_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HMAC-SHA256 is not available", e);
        }
    }

    private static String base32(byte[] bytes, int length) {
        StringBuilder out = new StringBuilder();
        int buffer = 0;
        int bits = 0;
        for (int i = 0; i < length; i++) {
            buffer = (buffer << 8 | (bytes[i] & 0xff)) & 0xffff;
            bits += 8;
            while (bits >= 5) {
                bits -= 5;
                out.append(ALPHABET.charAt(buffer >> bits & 31));
            }
        }
        if (bits > 0) {
            out.append(ALPHABET.charAt(buffer << (5 - bits) & 31));
        }
        return out.toString();
    }
}
