package io.fleetstream.bridge.config;

import static io.fleetstream.bridge.config.Checks.check;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Key and trust stores for {@code ssl://} URLs, PKCS#12 or JKS.
 *
 * @param truststoreFile store of trusted certificates; empty for the JVM's own
 * @param truststorePasswordFile file with its password, or empty
 * @param keystoreFile store of the client certificate; empty for none
 * @param keystorePasswordFile file with the password of store and key, or empty
 * @param verifyHostname whether the broker's certificate must name its host
 */
public record TlsConfig(
        String truststoreFile,
        String truststorePasswordFile,
        String keystoreFile,
        String keystorePasswordFile,
        boolean verifyHostname) {

    /** Checks that named files can be read. */
    public TlsConfig {
        readable("mqtt.tls.truststore-file", truststoreFile);
        readable("mqtt.tls.truststore-password-file", truststorePasswordFile);
        readable("mqtt.tls.keystore-file", keystoreFile);
        readable("mqtt.tls.keystore-password-file", keystorePasswordFile);
    }

    /** Password of the trust store. */
    public Secret truststorePassword() {
        return secret("mqtt.tls.truststore-password-file", truststorePasswordFile);
    }

    /** Password of the key store and of the key in it. */
    public Secret keystorePassword() {
        return secret("mqtt.tls.keystore-password-file", keystorePasswordFile);
    }

    private static Secret secret(String key, String file) {
        return file.isEmpty() ? new Secret("") : Secret.fromFile(key, file);
    }

    private static void readable(String key, String file) {
        check(file.isEmpty() || Files.isReadable(Path.of(file)), key, file, "a readable file");
    }
}
