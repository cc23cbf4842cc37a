package io.fleetstream.jobs.notify;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.fleetstream.connectors.kafka.KafkaRecord;
import io.fleetstream.schemas.AlarmEvent;
import io.fleetstream.schemas.Topics;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumWriter;

/** A registry that knows the schema of alarms, as number 1, and alarms as they stand in Kafka. */
final class Registry implements AutoCloseable {
    private static final int ID = 1;

    private final HttpServer server;

    Registry() throws IOException {
        byte[] answer =
                new ObjectMapper()
                        .writeValueAsBytes(
                                Map.of("schema", AlarmEvent.getClassSchema().toString()));
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/schemas/ids/" + ID,
                exchange -> {
                    try (exchange) {
                        exchange.getResponseHeaders()
                                .set("Content-Type", "application/vnd.schemaregistry.v1+json");
                        exchange.sendResponseHeaders(200, answer.length);
                        exchange.getResponseBody().write(answer);
                    }
                });
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    static KafkaRecord record(AlarmEvent alarm, long offset) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            DataOutputStream head = new DataOutputStream(bytes);
            head.writeByte(0);
            head.writeInt(ID);
            BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
            new SpecificDatumWriter<AlarmEvent>(
                            AlarmEvent.getClassSchema(), SpecificData.getForClass(AlarmEvent.class))
                    .write(alarm, encoder);
            encoder.flush();
            return new KafkaRecord(
                    Topics.ALARMS,
                    0,
                    offset,
                    0,
                    alarm.getDeviceId().getBytes(StandardCharsets.UTF_8),
                    bytes.toByteArray(),
                    List.of());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
