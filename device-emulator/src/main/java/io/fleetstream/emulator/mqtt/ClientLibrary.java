package io.fleetstream.emulator.mqtt;

/** Which MQTT client carries the connections. */
public enum ClientLibrary {
    /** Paho up to {@value #MANY} connections, HiveMQ above. */
    AUTO,
    /** Eclipse Paho, four threads a connection. */
    PAHO,
    /** The HiveMQ client, a few threads in all. */
    HIVEMQ;

    private static final int MANY = 300;

    /**
     * Makes a connection.
     *
     * @param connections how many there will be in this process
     */
    public DeviceConnection open(ConnectionSettings settings, int connections) {
        boolean many = this == HIVEMQ || (this == AUTO && connections > MANY);
        return many ? new HiveMqConnection(settings) : new PahoConnection(settings);
    }
}
