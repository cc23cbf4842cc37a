package io.fleetstream.sandbox.mqtt;

/** HiveMQ's {@code config.xml}. */
final class BrokerConfiguration {
    /** Unacknowledged QoS 1 messages a publisher may have; the default of 10 throttles it. */
    private static final int RECEIVE_MAXIMUM = 1000;

    /** Messages kept for a session that is away: the bridge's, while it restarts. */
    private static final int QUEUE = 1_000_000;

    private BrokerConfiguration() {}

    static String xml(int port, int maxPacketBytes) {
        return """
        <?xml version="1.0" encoding="UTF-8"?>
        <hivemq>
          <listeners>
            <tcp-listener>
              <port>%d</port>
              <bind-address>127.0.0.1</bind-address>
            </tcp-listener>
          </listeners>
          <mqtt>
            <queued-messages>
              <max-queue-size>%d</max-queue-size>
              <strategy>discard</strategy>
            </queued-messages>
            <packets>
              <max-packet-size>%d</max-packet-size>
            </packets>
            <receive-maximum>
              <server-receive-maximum>%d</server-receive-maximum>
            </receive-maximum>
          </mqtt>
          <anonymous-usage-statistics>
            <enabled>false</enabled>
          </anonymous-usage-statistics>
          <persistence>
            <mode>file</mode>
          </persistence>
        </hivemq>
        """
                .formatted(port, QUEUE, maxPacketBytes, RECEIVE_MAXIMUM);
    }
}
