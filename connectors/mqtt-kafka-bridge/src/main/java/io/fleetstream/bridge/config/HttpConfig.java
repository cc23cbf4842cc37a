package io.fleetstream.bridge.config;

/**
 * Endpoint for health and metrics.
 *
 * @param host address to bind
 * @param port port to bind; 0 for any free one
 */
public record HttpConfig(String host, int port) {

    /** Checks every value. */
    public HttpConfig {
        Checks.notBlank("http.host", host);
        Checks.range("http.port", port, 0, 65535);
    }
}
