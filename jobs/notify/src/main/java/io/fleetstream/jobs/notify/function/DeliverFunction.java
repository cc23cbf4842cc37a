package io.fleetstream.jobs.notify.function;

import io.fleetstream.connectors.confluent.ConfluentAvroDecoder;
import io.fleetstream.connectors.kafka.KafkaRecord;
import io.fleetstream.connectors.kafka.KafkaSettings;
import io.fleetstream.jobs.common.DeadLetters;
import io.fleetstream.jobs.notify.delivery.Courier;
import io.fleetstream.jobs.notify.delivery.Outcome;
import io.fleetstream.jobs.notify.domain.Notice;
import io.fleetstream.jobs.notify.domain.Subject;
import io.fleetstream.jobs.notify.domain.Target;
import io.fleetstream.schemas.DeadLetter;
import io.fleetstream.schemas.ReasonCode;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.avro.specific.SpecificRecord;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.async.ResultFuture;
import org.apache.flink.streaming.api.functions.async.RichAsyncFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells one target; what it did not take comes out as a dead letter. Records on their way are in
 * the operator's state, and are told again after a restart.
 *
 * @param <T> what it is told of
 */
public final class DeliverFunction<T extends SpecificRecord>
        extends RichAsyncFunction<KafkaRecord, DeadLetter> {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(DeliverFunction.class);

    private final Target target;
    private final Subject<T> subject;
    private final int capacity;
    private final KafkaSettings settings;
    private final DeadLetters letters;

    private transient ConfluentAvroDecoder<T> decoder;
    private transient Courier courier;

    /**
     * Asks the registry of the settings for schemas.
     *
     * @param subject the target's own
     * @param capacity most notices that are on their way
     */
    public DeliverFunction(
            Target target,
            Subject<T> subject,
            int capacity,
            KafkaSettings settings,
            DeadLetters letters) {
        this.target = target;
        this.subject = subject;
        this.capacity = capacity;
        this.settings = settings;
        this.letters = letters;
    }

    @Override
    public void open(OpenContext context) throws IOException {
        decoder = new ConfluentAvroDecoder<>(subject.type(), settings);
        DeliverMetrics metrics = new DeliverMetrics(getRuntimeContext(), target.name());
        courier = new Courier(target, capacity, metrics);
        metrics.watch(courier);
        LOG.info("Target {} is told of {}", target.name(), subject.name());
    }

    @Override
    public void asyncInvoke(KafkaRecord record, ResultFuture<DeadLetter> result) throws Exception {
        T told = decoder.decode(record.value());
        CompletableFuture<Outcome> unused =
                courier.deliver(Notice.of(told, subject))
                        .whenComplete(
                                (outcome, failure) -> {
                                    if (failure == null) {
                                        result.complete(
                                                letters(record, subject.device(told), outcome));
                                    } else {
                                        result.completeExceptionally(failure);
                                    }
                                });
    }

    @Override
    public void timeout(KafkaRecord record, ResultFuture<DeadLetter> result) {
        result.complete(letters(record, null, new Outcome(false, "no end of it")));
    }

    @Override
    public void close() {
        if (courier != null) {
            courier.close();
        }
    }

    private List<DeadLetter> letters(KafkaRecord record, String device, Outcome outcome) {
        if (outcome.taken()) {
            return List.of();
        }
        return List.of(
                letters.builder(
                                record,
                                ReasonCode.SINK_REJECTED,
                                "target " + target.name() + ": " + outcome.text())
                        .setDeviceId(device)
                        .build());
    }
}
