package io.fleetstream.jobs.shadow.command;

import io.fleetstream.connectors.kafka.KafkaRecord;
import io.fleetstream.jobs.common.Arrival;
import io.fleetstream.jobs.common.DeadLetters;
import io.fleetstream.jobs.common.StatusMessages;
import io.fleetstream.jobs.shadow.command.domain.BadCommandException;
import io.fleetstream.jobs.shadow.command.domain.CommandAnswer;
import io.fleetstream.jobs.shadow.command.domain.CommandLimits;
import io.fleetstream.jobs.shadow.command.domain.CommandPolicy;
import io.fleetstream.jobs.shadow.command.domain.CommandReader;
import io.fleetstream.jobs.shadow.command.domain.CommandRequest;
import io.fleetstream.jobs.shadow.command.domain.CommandStep;
import io.fleetstream.jobs.shadow.state.CommandDevice;
import io.fleetstream.jobs.shadow.state.CommandRow;
import io.fleetstream.jobs.shadow.state.RowChange;
import io.fleetstream.schemas.CommandState;
import io.fleetstream.schemas.ReasonCode;
import io.fleetstream.schemas.RecordHeaders;
import io.fleetstream.schemas.Topics;
import java.time.Duration;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Leads the commands of a device from request to end, by {@link CommandPolicy}. Input: commands,
 * answers and status messages that {@link CheckCommandFunction} has passed, and the registry's
 * rows. Main output: messages for the device; side outputs: every change of a command, and dead
 * letters.
 *
 * <p>"Now" is the arrival of the record. Deadlines that have passed by then come first; timers in
 * arrival time do it for devices that are silent, and give up on devices of which the registry has
 * had no row for a while.
 */
public final class SendCommandFunction
        extends KeyedCoProcessFunction<String, KafkaRecord, RowChange, KafkaRecord> {
    /** Every change of every command. */
    public static final OutputTag<CommandState> STATES =
            new OutputTag<>("command-states", new AvroTypeInfo<>(CommandState.class));

    private static final long serialVersionUID = 1L;
    private static final long MICROS_PER_MILLI = 1_000L;
    private static final long HOUR_MILLIS = Duration.ofHours(1).toMillis();
    private static final String BULK = "bulk";

    private final CommandLimits limits;
    private final DeadLetters deadLetters;

    private transient CommandPolicy policy;
    private transient CommandBook book;
    private transient CommandMetrics metrics;

    /** An operator with those limits, that signs its dead letters so. */
    public SendCommandFunction(CommandLimits limits, DeadLetters deadLetters) {
        this.limits = limits;
        this.deadLetters = deadLetters;
    }

    @Override
    public void open(OpenContext context) {
        policy = new CommandPolicy(limits);
        book = new CommandBook(getRuntimeContext());
        metrics = new CommandMetrics(getRuntimeContext());
    }

    @Override
    public void processElement1(KafkaRecord record, Context context, Collector<KafkaRecord> out)
            throws Exception {
        long now = Arrival.micros(record);
        apply(policy.expire(book.pending(), now), context, out);
        if (record.topic().equals(Topics.DEVICE_STATUS)) {
            status(record, now, context, out);
            return;
        }
        try {
            if (record.hasHeader(RecordHeaders.MQTT_TOPIC)) {
                answer(record, CommandReader.answer(record.value()), now, context, out);
            } else {
                accept(CommandReader.request(record.value(), bulkId(record)), now, context, out);
            }
        } catch (BadCommandException e) {
            refuse(record, e.reason(), e.path(), e.getMessage(), context);
        }
    }

    @Override
    public void processElement2(RowChange row, Context context, Collector<KafkaRecord> out)
            throws Exception {
        CommandDevice before = book.device();
        CommandDevice after = before.with(row.device());
        if (after.equals(before)) {
            return;
        }
        book.device(after);
        List<CommandRow> pending = book.pending();
        if (!pending.isEmpty()) {
            long now = now(context, pending);
            apply(policy.expire(pending, now), context, out);
            apply(policy.send(after, book.pending(), now), context, out);
        }
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<KafkaRecord> out)
            throws Exception {
        long now = timestamp * MICROS_PER_MILLI;
        apply(policy.expire(book.pending(), now), context, out);
        apply(policy.refuseUnregistered(book.device(), book.pending(), now), context, out);
        book.forget(now - limits.remember().toNanos() / MICROS_PER_MILLI);
    }

    private void accept(
            CommandRequest request, long now, Context context, Collector<KafkaRecord> out)
            throws Exception {
        if (book.knows(request.commandId())) {
            metrics.repeatedCommand();
            return;
        }
        CommandDevice device = book.device();
        apply(policy.accept(device, book.pending().size(), request, now), context, out);
        book.device(device.afterCommand());
        CommandRow row = book.pending(request.commandId());
        if (row != null) {
            wake(context, row.deadline());
            if (!device.isRegistered()) {
                wake(context, policy.patience(row));
            }
        }
    }

    private void answer(
            KafkaRecord record,
            CommandAnswer answer,
            long now,
            Context context,
            Collector<KafkaRecord> out)
            throws Exception {
        CommandRow row = book.pending(answer.commandId());
        if (row != null) {
            List<CommandStep> steps = policy.answer(row, answer, now);
            if (steps.isEmpty()) {
                metrics.repeatedAnswer();
            }
            apply(steps, context, out);
        } else if (book.isFinished(answer.commandId())) {
            metrics.repeatedAnswer();
        } else {
            refuse(
                    record,
                    ReasonCode.OUT_OF_ENUM,
                    "/command_id",
                    "the device has no command of that id",
                    context);
        }
    }

    private void status(KafkaRecord record, long now, Context context, Collector<KafkaRecord> out)
            throws Exception {
        Boolean online = StatusMessages.isOnline(record.value()).orElse(null);
        if (online == null) {
            metrics.unreadableStatus();
            return;
        }
        CommandDevice before = book.device();
        CommandDevice after = before.withOnline(online);
        if (!after.equals(before)) {
            book.device(after);
        }
        if (online) {
            boolean wasOffline = Boolean.FALSE.equals(before.online());
            apply(policy.online(after, wasOffline, book.pending(), now), context, out);
        }
    }

    private void apply(List<CommandStep> steps, Context context, Collector<KafkaRecord> out)
            throws Exception {
        String device = context.getCurrentKey();
        for (CommandStep step : steps) {
            if (step.isLast()) {
                book.finish(step.row().commandId(), step.changedAt());
                long remembered =
                        step.changedAt() / MICROS_PER_MILLI + limits.remember().toMillis();
                // all ids of an hour go with one timer
                context.timerService()
                        .registerEventTimeTimer((remembered / HOUR_MILLIS + 1) * HOUR_MILLIS);
            } else {
                book.put(step.row());
            }
            context.output(STATES, CommandRecords.state(device, step));
            metrics.count(step);
            if (step.sends()) {
                out.collect(CommandRecords.message(device, book.device(), step));
            }
        }
    }

    /** A row has no arrival: what the timers have seen, or the youngest command. */
    private static long now(Context context, List<CommandRow> pending) {
        long watermark = context.timerService().currentWatermark();
        long youngest = pending.stream().mapToLong(CommandRow::createdAt).max().orElseThrow();
        return watermark <= 0 ? youngest : Math.max(youngest, watermark * MICROS_PER_MILLI);
    }

    private static void wake(Context context, long micros) {
        context.timerService().registerEventTimeTimer(micros / MICROS_PER_MILLI + 1);
    }

    private void refuse(
            KafkaRecord record, ReasonCode reason, String path, String message, Context context) {
        metrics.deadLetter();
        context.output(
                DeadLetters.TAG,
                deadLetters
                        .builder(record, reason, message)
                        .setPath(path)
                        .setDeviceId(context.getCurrentKey())
                        .build());
    }

    private static String bulkId(KafkaRecord record) {
        return record.header(RecordHeaders.WRITER).filter(BULK::equals).isPresent()
                ? record.header(RecordHeaders.REQUEST_ID).orElse(null)
                : null;
    }
}
