package io.fleetstream.benchmarks.bridge;

import io.fleetstream.benchmarks.child.ChildProcess;
import io.fleetstream.benchmarks.child.Request;
import io.fleetstream.benchmarks.measure.Sample;
import io.fleetstream.benchmarks.run.Rounds.Contestant;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.common.MqttException;

/** The counting subscriber in its process. */
final class SubscriberContestant implements Contestant, AutoCloseable {
    static final String NAME = "subscriber";

    /** The filter of the bridge's route for readings. */
    private static final String FILTER = "+/+/+/+/reading";

    private static final String CLIENT_ID = "bench-subscriber";

    private final String url;
    private final int receiveMaximum;
    private final long messages;
    private final Duration limit;
    private final ChildProcess child;

    /** Makes the session, so that messages are queued in it, and starts the process. */
    SubscriberContestant(
            String url, int receiveMaximum, long messages, Duration limit, Path directory)
            throws IOException {
        this.url = url;
        this.receiveMaximum = receiveMaximum;
        this.messages = messages;
        this.limit = limit;
        makeSession();
        this.child = ChildProcess.start(NAME, CountingSubscriber.class, directory);
    }

    private void makeSession() throws IOException {
        try {
            MqttAsyncClient client = MqttClients.client(url, CLIENT_ID);
            client.connect(MqttClients.persistent(receiveMaximum))
                    .waitForCompletion(MqttClients.TIMEOUT.toMillis());
            client.subscribe(FILTER, 1).waitForCompletion(MqttClients.TIMEOUT.toMillis());
            MqttClients.end(client);
        } catch (MqttException e) {
            throw new IOException("the subscriber's session cannot be made at " + url, e);
        }
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Sample drain() throws IOException {
        return child.drain(
                new Request(
                        Map.of(
                                CountingSubscriber.URL,
                                url,
                                CountingSubscriber.CLIENT_ID,
                                CLIENT_ID,
                                CountingSubscriber.RECEIVE_MAXIMUM,
                                Integer.toString(receiveMaximum),
                                CountingSubscriber.LIMIT_MILLIS,
                                Long.toString(limit.toMillis()),
                                Request.RECORDS,
                                Long.toString(messages))),
                limit.plus(MqttClients.TIMEOUT));
    }

    @Override
    public void close() throws IOException {
        child.close();
    }
}
