package io.fleetstream.benchmarks.ingest;

import io.fleetstream.benchmarks.child.Request;
import io.fleetstream.benchmarks.child.ResourceMeter;
import io.fleetstream.benchmarks.child.Variant;
import io.fleetstream.benchmarks.kafka.CommittedRecords;
import io.fleetstream.benchmarks.measure.Sample;

/** The ceiling of everything that reads Kafka from Java: poll and discard. */
public final class BarePoll implements Variant {
    private CommittedRecords records;

    @Override
    public Sample drain(Request request) {
        if (records == null) {
            records =
                    new CommittedRecords(
                            request.text(Request.BOOTSTRAP_SERVERS), request.text(Request.TOPIC));
        }
        records.toBeginning();
        ResourceMeter meter = ResourceMeter.start();
        return meter.stop(records.readToEnd());
    }

    @Override
    public void close() {
        if (records != null) {
            records.close();
        }
    }
}
