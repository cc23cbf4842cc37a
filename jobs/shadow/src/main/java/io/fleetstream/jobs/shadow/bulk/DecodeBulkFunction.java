package io.fleetstream.jobs.shadow.bulk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fleetstream.connectors.confluent.ConfluentAvroDecoder;
import io.fleetstream.connectors.confluent.UndecodableRecordException;
import io.fleetstream.connectors.kafka.KafkaRecord;
import io.fleetstream.connectors.kafka.KafkaSettings;
import io.fleetstream.jobs.common.DeadLetters;
import io.fleetstream.jobs.common.FleetMetrics;
import io.fleetstream.jobs.shadow.command.domain.BadCommandException;
import io.fleetstream.jobs.shadow.command.domain.CommandReader;
import io.fleetstream.jobs.shadow.state.BulkRow;
import io.fleetstream.schemas.BulkKind;
import io.fleetstream.schemas.BulkRequest;
import io.fleetstream.schemas.ReasonCode;
import io.fleetstream.schemas.Selector;
import io.fleetstream.schemas.SelectorException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.regex.Pattern;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Decodes bulk requests, and refuses what no device could carry out, so that a mistake makes one
 * dead letter and not a million. No state.
 */
public final class DecodeBulkFunction extends ProcessFunction<KafkaRecord, BulkRow> {
    private static final long serialVersionUID = 1L;
    private static final Pattern ID = Pattern.compile("[\\x21-\\x7E]{1,128}");
    private static final Pattern SHADOW = Pattern.compile("[$a-zA-Z0-9:_-]{0,64}");
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

    private final KafkaSettings settings;
    private final DeadLetters letters;

    private transient ConfluentAvroDecoder<BulkRequest> decoder;
    private transient Counter refused;

    /** Asks the registry of the settings for schemas. */
    public DecodeBulkFunction(KafkaSettings settings, DeadLetters letters) {
        this.settings = settings;
        this.letters = letters;
    }

    @Override
    public void open(OpenContext context) {
        decoder = new ConfluentAvroDecoder<>(BulkRequest.class, settings);
        refused = FleetMetrics.of(getRuntimeContext()).counter("deadLetters");
    }

    @Override
    public void processElement(KafkaRecord record, Context context, Collector<BulkRow> out)
            throws Exception {
        try {
            BulkRequest request = decoder.decode(record.value());
            check(request);
            out.collect(
                    new BulkRow(
                            request.getBulkId(),
                            request.getKind(),
                            request.getSelector(),
                            request.getShadowName(),
                            request.getPayload(),
                            request.getProperties(),
                            ChronoUnit.MICROS.between(Instant.EPOCH, request.getCreatedAt()),
                            record.timestamp() * 1_000L));
        } catch (UndecodableRecordException e) {
            refuse(record, e.reason(), null, e.getMessage(), context);
        } catch (SelectorException e) {
            refuse(record, ReasonCode.WRONG_TYPE, "/selector", e.getMessage(), context);
        } catch (BadBulkException e) {
            refuse(record, e.reason, e.path, e.getMessage(), context);
        } catch (BadCommandException e) {
            refuse(record, e.reason(), "/payload", e.getMessage(), context);
        }
    }

    private static void check(BulkRequest request) throws BadBulkException, BadCommandException {
        if (!ID.matcher(request.getBulkId()).matches()) {
            throw new BadBulkException(
                    ReasonCode.WRONG_TYPE,
                    "/bulk_id",
                    "bulk_id is not 1 to 128 printable characters without spaces");
        }
        Selector.parse(request.getSelector());
        if (request.getKind() == BulkKind.COMMAND) {
            CommandReader.request(
                    request.getPayload().getBytes(StandardCharsets.UTF_8), request.getBulkId());
        } else if (request.getKind() == BulkKind.SHADOW) {
            if (!SHADOW.matcher(request.getShadowName()).matches()) {
                throw new BadBulkException(
                        ReasonCode.WRONG_TYPE, "/shadow_name", "no name of a shadow");
            }
            checkUpdate(request.getPayload());
        } else {
            throw new BadBulkException(
                    ReasonCode.OUT_OF_ENUM, "/kind", "kind is neither SHADOW nor COMMAND");
        }
    }

    private static void checkUpdate(String payload) throws BadBulkException {
        JsonNode update;
        try {
            update = JSON.readTree(payload);
        } catch (JsonProcessingException e) {
            throw new BadBulkException(ReasonCode.NOT_JSON, "/payload", "the payload is not JSON");
        }
        JsonNode state = update.isObject() ? update.get("state") : null;
        if (state == null || !state.isObject()) {
            throw new BadBulkException(
                    ReasonCode.MISSING_FIELD, "/payload", "the payload has no object state");
        }
    }

    private void refuse(
            KafkaRecord record, ReasonCode reason, String path, String message, Context context) {
        refused.inc();
        context.output(
                DeadLetters.TAG, letters.builder(record, reason, message).setPath(path).build());
    }

    private static final class BadBulkException extends Exception {
        private static final long serialVersionUID = 1L;

        private final ReasonCode reason;
        private final String path;

        BadBulkException(ReasonCode reason, String path, String message) {
            super(message);
            this.reason = reason;
            this.path = path;
        }
    }
}
