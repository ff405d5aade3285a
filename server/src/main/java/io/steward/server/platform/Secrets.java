package io.steward.server.platform;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Everything made with the installation's secret: signatures, sealed values, random tokens. */
public final class Secrets {
    private static final SecureRandom RANDOM = new SecureRandom();
    private final byte[] secret;

    public Secrets(byte[] secret) {
        this.secret = secret.clone();
    }

    /** A key of its own for each purpose, so that a signature for one is worthless for another. */
    public byte[] key(String purpose) {
        return hmac(secret, purpose.getBytes(StandardCharsets.UTF_8));
    }

    /** {@code text.mac}, URL safe. */
    public String sign(String purpose, String text) {
        byte[] mac = hmac(key(purpose), text.getBytes(StandardCharsets.UTF_8));
        return text + "." + base64(Arrays.copyOf(mac, 16));
    }

    /** The text of what {@link #sign} made, or empty. */
    public Optional<String> verify(String purpose, String signed) {
        int dot = signed.lastIndexOf('.');
        if (dot < 1) {
            return Optional.empty();
        }
        String text = signed.substring(0, dot);
        boolean same = MessageDigest.isEqual(
                sign(purpose, text).getBytes(StandardCharsets.UTF_8), signed.getBytes(StandardCharsets.UTF_8));
        return same ? Optional.of(text) : Optional.empty();
    }

    /** AES-256-GCM for values that must be read again, such as a mailbox's password. */
    public String seal(String purpose, String plain) {
        byte[] nonce = random(12);
        byte[] sealed = gcm(Cipher.ENCRYPT_MODE, purpose, nonce, plain.getBytes(StandardCharsets.UTF_8));
        return base64(nonce) + "." + base64(sealed);
    }

    public String open(String purpose, String sealed) {
        int dot = sealed.indexOf('.');
        byte[] nonce = Base64.getUrlDecoder().decode(sealed.substring(0, dot));
        byte[] bytes = Base64.getUrlDecoder().decode(sealed.substring(dot + 1));
        return new String(gcm(Cipher.DECRYPT_MODE, purpose, nonce, bytes), StandardCharsets.UTF_8);
    }

    /** 160 random bits, URL safe. */
    public static String token() {
        return base64(random(20));
    }

    public static byte[] sha256(String text) {
        return sha256(text.getBytes(StandardCharsets.UTF_8));
    }

    public static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    public static byte[] random(int length) {
        byte[] bytes = new byte[length];
        RANDOM.nextBytes(bytes);
        return bytes;
    }

    private static byte[] hmac(byte[] key, byte[] text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private byte[] gcm(int mode, String purpose, byte[] nonce, byte[] input) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, new SecretKeySpec(key(purpose), "AES"), new GCMParameterSpec(128, nonce));
            return cipher.doFinal(input);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("A sealed value cannot be opened with this installation's secret", e);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
