package io.steward.server.integration.rules;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** Whether a sender has the secret that they say they have; compared in a time that tells nothing. */
public final class SenderProof {
    private SenderProof() {}

    public static boolean bearer(String secret, @Nullable String authorization) {
        return same("Bearer " + secret, authorization == null ? "" : authorization);
    }

    /** HMAC-SHA256 of the body, in hexadecimal or base64, with or without a prefix such as {@code sha256=}. */
    public static boolean hmac(String secret, byte[] body, @Nullable String given) {
        if (given == null) {
            return false;
        }
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            byte[] right = mac.doFinal(body);
            String bare = given.strip().replaceFirst("(?i)^(sha256|v1|hmac-sha256)[=,]", "");
            return same(HexFormat.of().formatHex(right), bare.toLowerCase(Locale.ROOT))
                    | same(Base64.getEncoder().encodeToString(right), bare);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean same(String a, String b) {
        return MessageDigest.isEqual(a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
    }
}
