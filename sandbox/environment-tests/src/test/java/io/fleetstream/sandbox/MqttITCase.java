package io.fleetstream.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetstream.sandbox.junit.SandboxExtension;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.eclipse.paho.mqttv5.client.IMqttMessageListener;
import org.eclipse.paho.mqttv5.client.MqttClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttSubscription;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class MqttITCase {
    private static final int AT_LEAST_ONCE = 1;
    private static final int MESSAGES = 200;
    private static final int PUBLISHERS = 4;
    private static final int LOAD = 2000;

    @RegisterExtension static final SandboxExtension SANDBOX = SandboxExtension.with(Service.MQTT);

    @Test
    void carriesTopicsThatBeginWithADollar() throws Exception {
        List<String> received = new CopyOnWriteArrayList<>();
        MqttClient client = connect("shadow-device", 0);
        subscribe(client, "$aws/things/x/shadow/update", received);
        publish(client, "$aws/things/x/shadow/update", "{}");
        Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(received).containsExactly("{}"));
        close(client);
    }

    @Test
    void keepsAcknowledgedMessagesOfAnAbsentSessionThroughARestart() throws Exception {
        assertThat(survivors("restart", () -> SANDBOX.mqtt().restart())).isEqualTo(MESSAGES);
    }

    @Test
    void keepsAcknowledgedMessagesOfAnAbsentSessionThroughAKill() throws Exception {
        assertThat(survivors("kill", MqttITCase::killAndStart)).isEqualTo(MESSAGES);
    }

    @Test
    void losesNothingAcknowledgedWhenItIsKilledUnderLoad() throws Exception {
        String topic = "org/site/meter/load/reading";
        MqttClient bridge = connect("bridge-load", 3600);
        bridge.subscribe(topic, AT_LEAST_ONCE);
        close(bridge);
        Set<String> acknowledged = ConcurrentHashMap.newKeySet();
        List<Thread> publishers = new ArrayList<>();
        for (int i = 0; i < PUBLISHERS; i++) {
            String name = "load-" + i;
            Thread publisher = new Thread(() -> publishUntilCut(name, topic, acknowledged));
            publisher.start();
            publishers.add(publisher);
        }
        Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> acknowledged.size() >= LOAD);
        killAndStart();
        for (Thread publisher : publishers) {
            publisher.join();
        }

        List<String> received = new CopyOnWriteArrayList<>();
        MqttClient again = connect("bridge-load", 3600);
        subscribe(again, topic, received);
        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .untilAsserted(() -> assertThat(received).containsAll(acknowledged));
        close(again);
    }

    private static void publishUntilCut(String name, String topic, Set<String> acknowledged) {
        try {
            MqttClient client = connect(name, 0);
            for (int i = 0; ; i++) {
                String payload = name + "/" + i;
                publish(client, topic, payload);
                acknowledged.add(payload);
            }
        } catch (MqttException e) {
            System.out.println(name + " was cut off: " + e.getMessage());
        }
    }

    private static void killAndStart() {
        SANDBOX.mqtt().kill();
        SANDBOX.mqtt().start();
    }

    /** Messages queued for a session that is away, of those acknowledged, after the fault. */
    private static int survivors(String name, Runnable fault) throws Exception {
        String topic = "org/site/meter/" + name + "/reading";
        MqttClient bridge = connect("bridge-" + name, 3600);
        bridge.subscribe(topic, AT_LEAST_ONCE);
        close(bridge);
        MqttClient device = connect("device-" + name, 0);
        for (int i = 0; i < MESSAGES; i++) {
            publish(device, topic, Integer.toString(i));
        }
        close(device);

        fault.run();

        List<String> received = new CopyOnWriteArrayList<>();
        MqttClient again = connect("bridge-" + name, 3600);
        subscribe(again, topic, received);
        MqttClient late = connect("late-" + name, 0);
        publish(late, topic, "last");
        Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(received).contains("last"));
        close(late);
        close(again);
        return (int) received.stream().distinct().count() - 1;
    }

    private static MqttClient connect(String id, long sessionSeconds) throws MqttException {
        MqttClient client = new MqttClient(SANDBOX.mqtt().url(), id, new MemoryPersistence());
        MqttConnectionOptions options = new MqttConnectionOptions();
        options.setCleanStart(sessionSeconds == 0);
        options.setSessionExpiryInterval(sessionSeconds);
        client.connect(options);
        return client;
    }

    private static void subscribe(MqttClient client, String topic, List<String> received)
            throws MqttException {
        IMqttMessageListener listener =
                (on, message) ->
                        received.add(new String(message.getPayload(), StandardCharsets.UTF_8));
        client.subscribe(
                new MqttSubscription[] {new MqttSubscription(topic, AT_LEAST_ONCE)},
                new IMqttMessageListener[] {listener});
    }

    private static void publish(MqttClient client, String topic, String payload)
            throws MqttException {
        client.publish(topic, payload.getBytes(StandardCharsets.UTF_8), AT_LEAST_ONCE, false);
    }

    private static void close(MqttClient client) throws MqttException {
        client.disconnect();
        client.close();
    }
}
