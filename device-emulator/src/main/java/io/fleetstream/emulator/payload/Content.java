package io.fleetstream.emulator.payload;

import io.fleetstream.emulator.signal.DeviceIdentity;
import io.fleetstream.emulator.signal.TelemetryEvent;
import java.util.List;

/** What a message says, before it has a number and a form. */
public sealed interface Content {

    /** The device that measured. */
    DeviceIdentity device();

    /** True time of the newest part, epoch milliseconds. */
    long timestampMs();

    /** Metrics inside, over all samples: the rows it becomes. */
    int values();

    /**
     * One or more samples of a device, oldest first.
     *
     * @param events not empty
     */
    record Samples(List<TelemetryEvent> events) implements Content {
        /** Keeps a copy. */
        public Samples {
            events = List.copyOf(events);
        }

        @Override
        public DeviceIdentity device() {
            return events.get(0).device();
        }

        @Override
        public long timestampMs() {
            return events.get(events.size() - 1).timestampMs();
        }

        @Override
        public int values() {
            return events.stream().mapToInt(TelemetryEvent::reported).sum();
        }
    }

    /**
     * What a gateway has computed over a window.
     *
     * @param device whose metrics
     * @param timestampMs end of the window, epoch milliseconds
     * @param windowSeconds its length
     * @param metrics those that had samples
     */
    record Summary(
            DeviceIdentity device,
            long timestampMs,
            double windowSeconds,
            List<MetricSummary> metrics)
            implements Content {
        /** Keeps a copy. */
        public Summary {
            metrics = List.copyOf(metrics);
        }

        @Override
        public int values() {
            return metrics.size();
        }
    }
}
