package io.fleetstream.jobs.shadow.bulk;

import io.fleetstream.jobs.shadow.state.BulkRow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.flink.api.common.state.MapState;

/** Requests that have had their turn, to which late rows answer: by age, and so many at most. */
final class AppliedRequests {
    private static final long NANOS_PER_MICRO = 1_000L;

    private final MapState<String, BulkRow> requests;
    private final int most;
    private final long retentionMicros;

    AppliedRequests(MapState<String, BulkRow> requests, int most, Duration retention) {
        this.requests = requests;
        this.most = most;
        this.retentionMicros = retention.toNanos() / NANOS_PER_MICRO;
    }

    boolean contains(String bulkId) throws Exception {
        return requests.contains(bulkId);
    }

    void add(BulkRow bulk) throws Exception {
        requests.put(bulk.bulkId(), bulk);
        long forgotten = bulk.receivedAt() - retentionMicros;
        List<BulkRow> byAge = byAge();
        for (int i = 0; i < byAge.size(); i++) {
            BulkRow each = byAge.get(i);
            if (each.receivedAt() >= forgotten && byAge.size() - i <= most) {
                return;
            }
            requests.remove(each.bulkId());
        }
    }

    /** All of them, the eldest first. */
    List<BulkRow> byAge() throws Exception {
        List<BulkRow> all = new ArrayList<>();
        for (BulkRow bulk : requests.values()) {
            all.add(bulk);
        }
        all.sort(Comparator.comparingLong(BulkRow::receivedAt).thenComparing(BulkRow::bulkId));
        return all;
    }
}
