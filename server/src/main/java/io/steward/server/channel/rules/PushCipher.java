package io.steward.server.channel.rules;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPrivateKeySpec;
import java.security.spec.ECPublicKeySpec;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Web push: messages that only the browser can read (RFC 8291, aes128gcm), and who they come from (RFC 8292). */
public final class PushCipher {
    /** What fits into one record of 4,096 bytes, which push services take. */
    public static final int LONGEST = 3_900;

    private static final int RECORD = 4_096;
    private static final ECParameterSpec CURVE = curve();

    private PushCipher() {}

    /** A new pair of keys on P-256. */
    public static KeyPair newKeys() {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * The body of a push message.
     *
     * @param browser the subscription's public key, 65 bytes
     * @param auth the subscription's secret, 16 bytes
     * @param ours keys made for this message alone
     * @param salt 16 random bytes
     */
    public static byte[] encrypt(byte[] plain, byte[] browser, byte[] auth, KeyPair ours, byte[] salt) {
        if (plain.length > LONGEST || auth.length != 16 || salt.length != 16) {
            throw new IllegalArgumentException("Too long, or not a subscription's key");
        }
        try {
            byte[] own = raw(ours.getPublic());
            var agreement = KeyAgreement.getInstance("ECDH");
            agreement.init(ours.getPrivate());
            agreement.doPhase(publicKey(browser), true);
            byte[] info = joined("WebPush: info\0".getBytes(StandardCharsets.US_ASCII), browser, own);
            byte[] key = expand(hmac(auth, agreement.generateSecret()), info, 32);
            byte[] seed = hmac(salt, key);
            byte[] contentKey = expand(seed, "Content-Encoding: aes128gcm\0".getBytes(StandardCharsets.US_ASCII), 16);
            byte[] nonce = expand(seed, "Content-Encoding: nonce\0".getBytes(StandardCharsets.US_ASCII), 12);
            var cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(contentKey, "AES"), new GCMParameterSpec(128, nonce));
            // The last record ends with a 2.
            byte[] sealed = cipher.doFinal(joined(plain, new byte[] {2}));
            byte[] head = ByteBuffer.allocate(21)
                    .put(salt)
                    .putInt(RECORD)
                    .put((byte) own.length)
                    .array();
            return joined(head, own, sealed);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("Not a key of a subscription", e);
        }
    }

    /** What proves to a push service who sends. @param audience its origin */
    public static String vapid(KeyPair keys, String audience, long expires, String subject) {
        String head = text("{\"typ\":\"JWT\",\"alg\":\"ES256\"}");
        String claims = text(io.steward.server.platform.Json.text(
                java.util.Map.of("aud", audience, "exp", expires, "sub", subject)));
        try {
            var signature = Signature.getInstance("SHA256withECDSAinP1363Format");
            signature.initSign(keys.getPrivate());
            signature.update((head + "." + claims).getBytes(StandardCharsets.US_ASCII));
            return "vapid t=" + head + "." + claims + "." + base64(signature.sign()) + ", k="
                    + base64(raw(keys.getPublic()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A public key as browsers write it: 4, x, y. */
    public static byte[] raw(PublicKey key) {
        ECPoint point = ((ECPublicKey) key).getW();
        return joined(new byte[] {4}, fixed(point.getAffineX()), fixed(point.getAffineY()));
    }

    public static byte[] raw(PrivateKey key) {
        return fixed(((ECPrivateKey) key).getS());
    }

    /** @throws IllegalArgumentException when it is no point of the curve */
    public static KeyPair keys(byte[] publicRaw, byte[] privateRaw) {
        try {
            var secret = KeyFactory.getInstance("EC")
                    .generatePrivate(new ECPrivateKeySpec(new BigInteger(1, privateRaw), CURVE));
            return new KeyPair(publicKey(publicRaw), secret);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("Not a key", e);
        }
    }

    /** @throws IllegalArgumentException when it is no point of the curve */
    public static PublicKey publicKey(byte[] raw) {
        if (raw.length != 65 || raw[0] != 4) {
            throw new IllegalArgumentException("Not a key");
        }
        var x = new BigInteger(1, Arrays.copyOfRange(raw, 1, 33));
        var y = new BigInteger(1, Arrays.copyOfRange(raw, 33, 65));
        var p = ((java.security.spec.ECFieldFp) CURVE.getCurve().getField()).getP();
        var right = x.pow(3)
                .add(CURVE.getCurve().getA().multiply(x))
                .add(CURVE.getCurve().getB())
                .mod(p);
        if (x.compareTo(p) >= 0 || y.compareTo(p) >= 0 || !y.pow(2).mod(p).equals(right)) {
            throw new IllegalArgumentException("Not a key");
        }
        try {
            return KeyFactory.getInstance("EC").generatePublic(new ECPublicKeySpec(new ECPoint(x, y), CURVE));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("Not a key", e);
        }
    }

    public static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static String text(String json) {
        return base64(json.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] expand(byte[] key, byte[] info, int length) throws GeneralSecurityException {
        return Arrays.copyOf(hmac(key, joined(info, new byte[] {1})), length);
    }

    private static byte[] hmac(byte[] key, byte[] text) throws GeneralSecurityException {
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(text);
    }

    private static byte[] fixed(BigInteger number) {
        byte[] bytes = number.toByteArray();
        var fixed = new byte[32];
        int length = Math.min(32, bytes.length);
        System.arraycopy(bytes, bytes.length - length, fixed, 32 - length, length);
        return fixed;
    }

    private static byte[] joined(byte[]... parts) {
        var all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    private static ECParameterSpec curve() {
        try {
            var parameters = AlgorithmParameters.getInstance("EC");
            parameters.init(new ECGenParameterSpec("secp256r1"));
            return parameters.getParameterSpec(ECParameterSpec.class);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
