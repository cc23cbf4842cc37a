package io.fleetstream.bridge.mqtt.paho;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.eclipse.paho.mqttv5.common.packet.MqttPublish;
import org.eclipse.paho.mqttv5.common.packet.MqttWireMessage;
import org.eclipse.paho.mqttv5.common.packet.UserProperty;
import org.junit.jupiter.api.Test;

class PacketInputStreamTest {
    private static final byte[] PING_RESPONSE = {(byte) 0xD0, 0};

    @Test
    void leavesOrdinaryPacketsAsTheyAre() throws Exception {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        byte[] sent = new byte[0];
        for (int i = 0; i < 200; i++) {
            byte[] payload = new byte[random.nextInt(i < 190 ? 300 : 40_000)];
            random.nextBytes(payload);
            sent = join(sent, publish("a/" + "é".repeat(i) + "/b", payload, "name", "wärme"));
            sent = join(sent, PING_RESPONSE);
        }

        InputStream in = new PacketInputStream(new ByteArrayInputStream(sent));

        assertThat(in.readAllBytes()).isEqualTo(sent);
    }

    @Test
    void replacesTextsThatPahoDoesNotSurvive() throws Exception {
        byte[] sent = publish("a/b_c", "pay\tload".getBytes(UTF_8), "name", "one-two");
        assertThat(replace(sent, '_', '\t') + replace(sent, '-', '\n')).isEqualTo(2);

        MqttPublish read = parse(new PacketInputStream(new ByteArrayInputStream(sent)));

        assertThat(read.getTopicName()).isEqualTo("a/b?c");
        assertThat(read.getProperties().getUserProperties().get(0).getValue()).isEqualTo("one?two");
        assertThat(read.getPayload()).isEqualTo("pay\tload".getBytes(UTF_8));
        assertThatThrownBy(() -> parse(new ByteArrayInputStream(sent)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void showsATimeoutBetweenPacketsOnly() throws IOException {
        byte[] sent = join(PING_RESPONSE, PING_RESPONSE);
        InputStream in = new PacketInputStream(new TimeoutBeforeEachByte(sent));

        assertThatThrownBy(in::read).isInstanceOf(SocketTimeoutException.class);
        assertThat(in.readNBytes(2)).isEqualTo(PING_RESPONSE);
        assertThatThrownBy(in::read).isInstanceOf(SocketTimeoutException.class);
        assertThat(in.readNBytes(2)).isEqualTo(PING_RESPONSE);
    }

    @Test
    void failsWhenTheConnectionEndsInsideAPacket() throws Exception {
        byte[] sent = publish("a/b", new byte[0], "name", "value");
        InputStream in =
                new PacketInputStream(
                        new ByteArrayInputStream(Arrays.copyOf(sent, sent.length - 3)));

        assertThatThrownBy(in::readAllBytes).isInstanceOf(EOFException.class);
    }

    private static MqttPublish parse(InputStream in) throws Exception {
        return (MqttPublish) MqttWireMessage.createWireMessage(in.readAllBytes());
    }

    private static byte[] publish(String topic, byte[] payload, String name, String value)
            throws Exception {
        MqttProperties properties = new MqttProperties();
        properties.setContentType("text/plain");
        properties.setCorrelationData(new byte[] {9, 10, 13});
        properties.setMessageExpiryInterval(60L);
        properties.setUserProperties(List.of(new UserProperty(name, value)));
        MqttMessage message = new MqttMessage(payload, 1, false, properties);
        MqttPublish packet = new MqttPublish(topic, message, properties);
        packet.setMessageId(7);
        return packet.serialize();
    }

    /** Replaces the first of these characters; 1 if there was one. */
    private static int replace(byte[] bytes, char from, char to) {
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == from) {
                bytes[i] = (byte) to;
                return 1;
            }
        }
        return 0;
    }

    private static byte[] join(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    private static final class TimeoutBeforeEachByte extends InputStream {
        private final byte[] bytes;
        private int calls;

        TimeoutBeforeEachByte(byte[] bytes) {
            this.bytes = bytes;
        }

        @Override
        public int read() throws IOException {
            if (calls++ % 2 == 0) {
                throw new SocketTimeoutException("as configured");
            }
            return calls / 2 > bytes.length ? -1 : bytes[calls / 2 - 1] & 0xFF;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            int next = read();
            if (next < 0) {
                return -1;
            }
            target[offset] = (byte) next;
            return 1;
        }
    }
}
