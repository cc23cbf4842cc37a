package io.fleetstream.jobs.shadow.drift;

import io.fleetstream.connectors.kafka.KafkaRecord;
import io.fleetstream.jobs.common.FleetMetrics;
import io.fleetstream.jobs.common.Micros;
import io.fleetstream.jobs.shadow.state.BulkDevice;
import io.fleetstream.jobs.shadow.state.DeviceRow;
import io.fleetstream.jobs.shadow.state.DriftRow;
import io.fleetstream.jobs.shadow.state.DriftStates;
import io.fleetstream.jobs.shadow.state.Observation;
import io.fleetstream.jobs.shadow.state.RowChange;
import io.fleetstream.schemas.ShadowDocument;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Tells what changes in what a device reports, and which cohort it belongs to. Keyed by device;
 * first input its documents as merge-shadow encodes them, second its rows. A device without all the
 * traits of the cohort is in none; one that changes its cohort leaves the old one with everything
 * it reports. A document whose section cannot be read is counted, and what was known stays.
 */
public final class ObserveReportedFunction
        extends KeyedCoProcessFunction<String, KafkaRecord, RowChange, Observation> {
    private static final long serialVersionUID = 1L;
    private static final char SEPARATOR = '\n';

    private final DriftOptions options;

    private transient SpecificDatumReader<ShadowDocument> documents;
    private transient ValueState<BulkDevice> device;
    private transient MapState<String, DriftRow> reported;
    private transient Counter unreadable;

    /** An operator with those cohorts and paths. */
    public ObserveReportedFunction(DriftOptions options) {
        this.options = options;
    }

    /** The device of a document: its key is {@code device/shadow}. */
    public static String device(KafkaRecord document) {
        String key = document.keyText().orElseThrow();
        return key.substring(0, key.indexOf('/'));
    }

    @Override
    public void open(OpenContext context) {
        documents = new SpecificDatumReader<>(ShadowDocument.class);
        device = getRuntimeContext().getState(DriftStates.DEVICE);
        reported = getRuntimeContext().getMapState(DriftStates.REPORTED);
        unreadable = FleetMetrics.of(getRuntimeContext()).counter("driftUnreadable");
    }

    @Override
    public void processElement1(KafkaRecord record, Context context, Collector<Observation> out)
            throws Exception {
        ShadowDocument document =
                documents.read(null, DecoderFactory.get().binaryDecoder(record.value(), null));
        Map<String, String> values;
        try {
            values = ReportedValues.of(document.getReported(), options.paths());
        } catch (IOException e) {
            // this is a look at a shadow that stands already: nothing to restart for
            unreadable.inc();
            return;
        }
        String cohort = cohort(device.value());
        String prefix = document.getShadowName() + SEPARATOR;
        long at = Micros.of(document.getUpdatedAt());
        for (Map.Entry<String, DriftRow> before : entries()) {
            String key = before.getKey();
            if (key.startsWith(prefix) && !values.containsKey(key.substring(prefix.length()))) {
                reported.remove(key);
                tell(context, cohort, key, null, at, document.getVersion(), out);
            }
        }
        for (Map.Entry<String, String> value : values.entrySet()) {
            String key = prefix + value.getKey();
            DriftRow before = reported.get(key);
            if (before == null || !before.value().equals(value.getValue())) {
                reported.put(key, new DriftRow(value.getValue(), at, document.getVersion(), false));
                tell(context, cohort, key, value.getValue(), at, document.getVersion(), out);
            }
        }
    }

    @Override
    public void processElement2(RowChange row, Context context, Collector<Observation> out)
            throws Exception {
        BulkDevice before = device.value();
        BulkDevice after =
                row.facts()
                        ? new BulkDevice(before == null ? null : before.row(), row.firmware())
                        : new BulkDevice(row.device(), before == null ? null : before.firmware());
        if (after.row() == null && after.firmware() == null) {
            device.clear();
        } else {
            device.update(after);
        }
        String left = cohort(before);
        String joined = cohort(after);
        if (Objects.equals(left, joined)) {
            return;
        }
        for (Map.Entry<String, DriftRow> each : entries()) {
            DriftRow value = each.getValue();
            tell(context, left, each.getKey(), null, value.since(), value.version(), out);
            tell(
                    context,
                    joined,
                    each.getKey(),
                    value.value(),
                    value.since(),
                    value.version(),
                    out);
        }
    }

    private static void tell(
            Context context,
            String cohort,
            String key,
            String value,
            long at,
            long version,
            Collector<Observation> out) {
        if (cohort != null) {
            int separator = key.indexOf(SEPARATOR);
            out.collect(
                    new Observation(
                            cohort,
                            key.substring(0, separator),
                            key.substring(separator + 1),
                            context.getCurrentKey(),
                            value,
                            at,
                            version));
        }
    }

    private List<Map.Entry<String, DriftRow>> entries() throws Exception {
        List<Map.Entry<String, DriftRow>> all = new ArrayList<>();
        for (Map.Entry<String, DriftRow> each : reported.entries()) {
            all.add(Map.entry(each.getKey(), each.getValue()));
        }
        all.sort(Map.Entry.comparingByKey());
        return all;
    }

    /** Values of the traits; null if the device does not have all of them. */
    private String cohort(BulkDevice known) {
        if (known == null || known.row() == null) {
            return null;
        }
        List<String> values = new ArrayList<>();
        for (String trait : options.cohort()) {
            String value = trait(trait, known.row(), known.firmware());
            if (value == null) {
                return null;
            }
            values.add(trait + "=" + value);
        }
        return String.join(",", values);
    }

    private static String trait(String trait, DeviceRow row, String firmware) {
        return switch (trait) {
            case "org" -> row.org();
            case "site" -> row.site();
            case "type" -> row.type();
            case "model" -> row.model();
            case "hardware" -> row.hardware();
            case "firmware" -> firmware;
            default -> row.tags().get(trait.substring("tag.".length()));
        };
    }
}
