package io.fleetstream.benchmarks.bridge;

import io.fleetstream.benchmarks.child.Request;
import io.fleetstream.benchmarks.child.ResourceMeter;
import io.fleetstream.benchmarks.child.Variant;
import io.fleetstream.benchmarks.measure.Sample;
import java.io.IOException;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.common.MqttException;

/**
 * The ceiling of everything that reads MQTT with this client: comes back to its session, takes what
 * is queued there, acknowledges and counts it.
 */
public final class CountingSubscriber implements Variant {
    /** Request: broker's address. */
    static final String URL = "mqtt-url";

    /** Request: whose session it is. */
    static final String CLIENT_ID = "client-id";

    /** Request: QoS 1 messages under way at once. */
    static final String RECEIVE_MAXIMUM = "receive-maximum";

    /** Request: longest wait for the last message, milliseconds. */
    static final String LIMIT_MILLIS = "limit-millis";

    @Override
    public Sample drain(Request request) throws MqttException, IOException, InterruptedException {
        long messages = request.number(Request.RECORDS);
        CountingCallback counter = new CountingCallback(messages);
        MqttAsyncClient client = MqttClients.client(request.text(URL), request.text(CLIENT_ID));
        client.setCallback(counter);
        ResourceMeter meter = ResourceMeter.start();
        client.connect(MqttClients.persistent((int) request.number(RECEIVE_MAXIMUM)))
                .waitForCompletion(MqttClients.TIMEOUT.toMillis());
        long wallNanos = counter.await(request.number(LIMIT_MILLIS));
        Sample sample = meter.stop(messages);
        MqttClients.end(client);
        return sample.withWallNanos(wallNanos);
    }
}
