package io.fleetstream.jobs.anomaly.function;

import io.fleetstream.connectors.confluent.ConfluentAvroDecoder;
import io.fleetstream.connectors.confluent.UndecodableRecordException;
import io.fleetstream.connectors.kafka.KafkaRecord;
import io.fleetstream.connectors.kafka.KafkaSettings;
import io.fleetstream.jobs.anomaly.domain.alarm.AlarmOrder;
import io.fleetstream.jobs.anomaly.domain.watch.Order;
import io.fleetstream.jobs.common.DeadLetters;
import io.fleetstream.jobs.common.FleetMetrics;
import io.fleetstream.schemas.AlarmCommand;
import io.fleetstream.schemas.AlarmCommandKind;
import io.fleetstream.schemas.ReasonCode;
import java.time.Duration;
import java.util.Optional;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Decodes what people ask of alarms. Verdicts change no alarm and are counted. What cannot be
 * decoded, or asks nothing that is known, goes to {@link DeadLetters#TAG}. No state.
 */
public final class DecodeOrderFunction extends ProcessFunction<KafkaRecord, DeviceInput> {
    private static final long serialVersionUID = 1L;
    private static final long LONGEST_SNOOZE = Duration.ofDays(366).toSeconds();

    private final KafkaSettings settings;
    private final DeadLetters letters;

    private transient ConfluentAvroDecoder<AlarmCommand> decoder;
    private transient Counter verdicts;
    private transient Counter refused;

    /** Asks the registry of the settings for schemas. */
    public DecodeOrderFunction(KafkaSettings settings, DeadLetters letters) {
        this.settings = settings;
        this.letters = letters;
    }

    @Override
    public void open(OpenContext context) {
        decoder = new ConfluentAvroDecoder<>(AlarmCommand.class, settings);
        FleetMetrics metrics = FleetMetrics.of(getRuntimeContext());
        verdicts = metrics.counter("verdicts");
        refused = metrics.counter("deadLetters");
    }

    @Override
    public void processElement(KafkaRecord record, Context context, Collector<DeviceInput> out)
            throws Exception {
        try {
            AlarmCommand command = decoder.decode(record.value());
            Optional<AlarmOrder> kind = kind(command.getKind());
            if (command.getKind() == AlarmCommandKind.VERDICT) {
                verdicts.inc();
            } else if (kind.isEmpty()) {
                refuse(record, ReasonCode.OUT_OF_ENUM, "/kind", "is none of this release", context);
            } else if (kind.get() == AlarmOrder.SNOOZE && !hasLength(command)) {
                String expected = "expected 1 to " + LONGEST_SNOOZE;
                refuse(record, ReasonCode.OUT_OF_RANGE, "/snooze_seconds", expected, context);
            } else {
                out.collect(DeviceInputs.order(command.getDeviceId(), order(command, kind.get())));
            }
        } catch (UndecodableRecordException e) {
            refuse(record, e.reason(), null, e.getMessage(), context);
        }
    }

    private void refuse(
            KafkaRecord record, ReasonCode reason, String path, String message, Context context) {
        refused.inc();
        context.output(
                DeadLetters.TAG, letters.builder(record, reason, message).setPath(path).build());
    }

    private static boolean hasLength(AlarmCommand command) {
        Long seconds = command.getSnoozeSeconds();
        return seconds != null && seconds >= 1 && seconds <= LONGEST_SNOOZE;
    }

    static Order order(AlarmCommand command, AlarmOrder kind) {
        long time = command.getIssuedAt().toEpochMilli();
        long until =
                kind == AlarmOrder.SNOOZE
                        ? time + Duration.ofSeconds(command.getSnoozeSeconds()).toMillis()
                        : 0;
        return new Order(
                command.getCommandId(),
                command.getRuleId(),
                known(command.getAlarmId()),
                kind,
                time,
                until,
                known(command.getActor()),
                known(command.getComment()));
    }

    private static Optional<AlarmOrder> kind(AlarmCommandKind kind) {
        return switch (kind) {
            case ACKNOWLEDGE -> Optional.of(AlarmOrder.ACKNOWLEDGE);
            case SNOOZE -> Optional.of(AlarmOrder.SNOOZE);
            case DISABLE -> Optional.of(AlarmOrder.DISABLE);
            case ENABLE -> Optional.of(AlarmOrder.ENABLE);
            case CLEAR -> Optional.of(AlarmOrder.RESET);
            case VERDICT, UNSPECIFIED -> Optional.empty();
        };
    }

    private static String known(String text) {
        return text == null ? "" : text;
    }
}
