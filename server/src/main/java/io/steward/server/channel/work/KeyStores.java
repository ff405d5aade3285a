package io.steward.server.channel.work;

import io.steward.server.platform.StewardSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Collections;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** Reads the key and certificate with which the SMTP listener encrypts. */
final class KeyStores {
    private KeyStores() {}

    /** @throws IllegalStateException with what is wrong, at the start rather than at the first mail */
    static SSLContext context(StewardSettings.SmtpListener settings) {
        char[] password = settings.keyStorePassword().toCharArray();
        try {
            var store = KeyStore.getInstance(Path.of(settings.keyStore()).toFile(), password);
            boolean hasKey = false;
            for (String alias : Collections.list(store.aliases())) {
                hasKey |= store.isKeyEntry(alias);
            }
            if (!hasKey) {
                throw new GeneralSecurityException("it holds no key");
            }
            var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, password);
            var context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), null, null);
            return context;
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            throw new IllegalStateException(
                    "steward.mail.smtp-listener.key-store cannot be used: " + e.getMessage(), e);
        }
    }
}
