package io.fleetstream.jobs.shadow.function;

import io.fleetstream.connectors.kafka.KafkaRecord;
import io.fleetstream.jobs.common.Downlinks;
import io.fleetstream.jobs.shadow.domain.ShadowEngine;
import io.fleetstream.jobs.shadow.domain.beyond.Extras;
import io.fleetstream.jobs.shadow.domain.beyond.Resend;
import io.fleetstream.jobs.shadow.domain.beyond.ResendSettings;
import io.fleetstream.jobs.shadow.domain.request.Operation;
import io.fleetstream.jobs.shadow.domain.request.ShadowTopic;
import org.apache.flink.util.Collector;

/**
 * Sends deltas again to devices that come back: at once, and then with growing pauses, until what
 * is desired is reported or gone, the device leaves, or the attempts are used up. What is sent is
 * the delta of the current version byte by byte, so that a reader takes it for a repetition.
 */
final class Resending {
    private final ResendSettings settings;
    private final ShadowEngine engine;
    private final ShadowMetrics metrics;

    Resending(ResendSettings settings, ShadowEngine engine, ShadowMetrics metrics) {
        this.settings = settings;
        this.engine = engine;
        this.metrics = metrics;
    }

    boolean isOn() {
        return settings.isOn();
    }

    /** The device came or went. */
    void status(
            boolean online,
            String device,
            String name,
            byte[] stored,
            Extras extras,
            long now,
            Collector<KafkaRecord> out) {
        extras.resend(extras.resend().begun());
        if (online) {
            send(device, name, stored, extras, now, out);
        }
    }

    /** Sends the delta, and says in the extras when to send it next. */
    void send(
            String device,
            String name,
            byte[] stored,
            Extras extras,
            long now,
            Collector<KafkaRecord> out) {
        Resend state = extras.resend();
        byte[] delta = stored == null ? null : engine.deltaAgain(stored, state.token());
        if (delta == null) {
            extras.resend(Resend.NONE);
            return;
        }
        ShadowTopic topic = new ShadowTopic(device, name, Operation.UPDATE);
        out.collect(Downlinks.record(device, topic.answer("delta"), delta));
        extras.resend(state.sent(settings, now));
        metrics.countResent();
    }
}
