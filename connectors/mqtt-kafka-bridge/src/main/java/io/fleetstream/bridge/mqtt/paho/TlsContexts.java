package io.fleetstream.bridge.mqtt.paho;

import io.fleetstream.bridge.config.ConfigException;
import io.fleetstream.bridge.config.Secret;
import io.fleetstream.bridge.config.TlsConfig;
import java.io.File;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/** Builds a TLS context from store files; read anew for each connection, so they can be renewed. */
final class TlsContexts {
    private TlsContexts() {}

    static SSLContext of(TlsConfig tls) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys(tls), trust(tls), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new ConfigException("mqtt.tls: a store cannot be used: " + e.getMessage(), e);
        }
    }

    private static KeyManager[] keys(TlsConfig tls) throws GeneralSecurityException, IOException {
        if (tls.keystoreFile().isEmpty()) {
            return null;
        }
        Secret password = tls.keystorePassword();
        KeyManagerFactory factory =
                KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(load(tls.keystoreFile(), password), password.value().toCharArray());
        return factory.getKeyManagers();
    }

    private static TrustManager[] trust(TlsConfig tls)
            throws GeneralSecurityException, IOException {
        if (tls.truststoreFile().isEmpty()) {
            return null;
        }
        TrustManagerFactory factory =
                TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(load(tls.truststoreFile(), tls.truststorePassword()));
        return factory.getTrustManagers();
    }

    private static KeyStore load(String file, Secret password)
            throws GeneralSecurityException, IOException {
        return KeyStore.getInstance(
                new File(file), password.isEmpty() ? null : password.value().toCharArray());
    }
}
