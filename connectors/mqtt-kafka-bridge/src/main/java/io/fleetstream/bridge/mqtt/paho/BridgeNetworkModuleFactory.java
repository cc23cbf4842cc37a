package io.fleetstream.bridge.mqtt.paho;

import java.net.URI;
import java.util.Set;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.internal.NetworkModule;
import org.eclipse.paho.mqttv5.client.spi.NetworkModuleFactory;

/** Brings {@link BridgeNetworkModule} into Paho, under URL schemes of its own. */
public final class BridgeNetworkModuleFactory implements NetworkModuleFactory {
    private static final String PREFIX = "bridge-";
    private static final String TLS = PREFIX + "ssl";
    private static final Set<String> SCHEMES = Set.of(PREFIX + "tcp", TLS);

    /** For the service loader. */
    public BridgeNetworkModuleFactory() {}

    /** The URL under which Paho finds this factory, for {@code tcp://} or {@code ssl://}. */
    static String url(String given) {
        return PREFIX + given;
    }

    @Override
    public Set<String> getSupportedUriSchemes() {
        return SCHEMES;
    }

    @Override
    public void validateURI(URI uri) {
        if (uri.getHost() == null || uri.getPort() < 0) {
            throw new IllegalArgumentException("expected host and port in " + uri);
        }
    }

    @Override
    public NetworkModule createNetworkModule(
            URI uri, MqttConnectionOptions options, String clientId) {
        return new BridgeNetworkModule(uri, options, uri.getScheme().equals(TLS));
    }
}
