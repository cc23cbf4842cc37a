package io.fleetstream.connectors.sql;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.fleetstream.schemas.AggregateScope;
import io.fleetstream.schemas.TopicCatalogue;
import io.fleetstream.schemas.TopicSpec;
import io.fleetstream.schemas.WindowAggregate;
import io.fleetstream.schemas.flinksql.FlinkTables;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.flink.formats.avro.AvroRowDataDeserializationSchema;
import org.apache.flink.formats.avro.AvroToRowDataConverters;
import org.apache.flink.formats.avro.registry.confluent.ConfluentRegistryAvroDeserializationSchema;
import org.apache.flink.formats.avro.typeutils.AvroSchemaConverter;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.TableEnvironment;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;
import org.apache.flink.table.types.logical.RowType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Flink's planner accepts the table of every topic, and reads through it what was written. */
class FlinkTablesTest {
    private static TableEnvironment tables;

    @BeforeAll
    static void create() {
        tables = TableEnvironment.create(EnvironmentSettings.inStreamingMode());
        new FlinkTables("127.0.0.1:1", "http://127.0.0.1:1")
                .statements()
                .forEach(tables::executeSql);
    }

    static List<String> topics() {
        return TopicCatalogue.all().stream().map(TopicSpec::name).toList();
    }

    @ParameterizedTest
    @MethodSource("topics")
    void planReadsEveryTopic(String topic) {
        String plan = tables.explainSql("SELECT * FROM " + FlinkTables.tableName(topic));

        assertThat(plan).contains("TableSourceScan");
    }

    @Test
    void planAnswersTheQuestionOfTheDocumentation() {
        String plan =
                tables.explainSql(
                        """
                        SELECT site, window_start, count(*) AS readings
                          FROM TABLE(TUMBLE(TABLE telemetry_readings, DESCRIPTOR(event_time_ts),
                              INTERVAL '1' MINUTE))
                         GROUP BY site, window_start, window_end
                        """);

        assertThat(plan).contains("WindowAggregate");
    }

    @Test
    void planMakesRowsOfValues() {
        String plan =
                tables.explainSql(
                        """
                        SELECT device_id, event_time_ts, name, `value`, unit, quality
                          FROM telemetry_readings CROSS JOIN UNNEST(metrics)
                               AS m (name, `value`, unit, quality, quality_reason, sent_unit, summary)
                        """);

        assertThat(plan).contains("UNNEST");
    }

    @Test
    void readsEnumsAndMicroseconds() throws Exception {
        TopicSpec topic = TopicCatalogue.of("telemetry.aggregates");
        String reader = FlinkTables.readerSchema(topic);
        RowType row = (RowType) AvroSchemaConverter.convertToDataType(reader).getLogicalType();
        try (Registry registry = new Registry(FlinkTables.schemaOf(topic))) {
            AvroRowDataDeserializationSchema format =
                    new AvroRowDataDeserializationSchema(
                            ConfluentRegistryAvroDeserializationSchema.forGeneric(
                                    new Schema.Parser().parse(reader), registry.url()),
                            AvroToRowDataConverters.createRowConverter(row),
                            InternalTypeInfo.of(row));
            format.open(null);
            RowData read = format.deserialize(Registry.bytes(window()));

            assertThat(read.getString(row.getFieldIndex("scope"))).hasToString("SITE");
            assertThat(read.getLong(row.getFieldIndex("window_start")))
                    .isEqualTo(1_700_000_000_123_456L);
            assertThat(read.getDouble(row.getFieldIndex("mean"))).isEqualTo(2.5);
            assertThat(format.deserialize(null)).isNull();
        }
    }

    private static WindowAggregate window() {
        return WindowAggregate.newBuilder()
                .setScope(AggregateScope.SITE)
                .setSubject("acme/hall")
                .setOrg("acme")
                .setMetric("temperature")
                .setWindowName("1m")
                .setWindowStart(Instant.ofEpochSecond(1_700_000_000L, 123_456_000))
                .setWindowEnd(Instant.ofEpochSecond(1_700_000_060L))
                .setRevision(0)
                .setCount(2)
                .setSamples(2)
                .setMean(2.5)
                .setGood(2)
                .setUncertain(0)
                .setBad(0)
                .setDevices(1)
                .setReceivedAt(Instant.ofEpochSecond(1_700_000_061L))
                .build();
    }

    /** Answers every question with one schema. */
    private static final class Registry implements AutoCloseable {
        private final HttpServer server;

        Registry(Schema schema) throws IOException {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            byte[] answer =
                    new ObjectMapper().writeValueAsBytes(Map.of("schema", schema.toString()));
            server.createContext(
                    "/",
                    exchange -> {
                        exchange.sendResponseHeaders(200, answer.length);
                        exchange.getResponseBody().write(answer);
                        exchange.close();
                    });
            server.start();
        }

        String url() {
            return "http://127.0.0.1:" + server.getAddress().getPort();
        }

        static byte[] bytes(WindowAggregate window) throws IOException {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            bytes.write(ByteBuffer.allocate(5).put((byte) 0).putInt(1).array());
            BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
            new SpecificDatumWriter<WindowAggregate>(
                            WindowAggregate.getClassSchema(),
                            SpecificData.getForClass(WindowAggregate.class))
                    .write(window, encoder);
            encoder.flush();
            return bytes.toByteArray();
        }

        @Override
        public void close() {
            server.stop(0);
        }
    }
}
