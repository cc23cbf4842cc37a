package io.fleetstream.jobs.shadow.bulk;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.state.MapState;

/** Ids of requests that were seen: for a time, counted by later ones, and so many at most. */
final class SeenRequests {
    private final MapState<String, Long> arrivals;
    private final int most;
    private final long retentionMicros;

    SeenRequests(MapState<String, Long> arrivals, int most, long retentionMicros) {
        this.arrivals = arrivals;
        this.most = most;
        this.retentionMicros = retentionMicros;
    }

    boolean contains(String id) throws Exception {
        return arrivals.contains(id);
    }

    void add(String id, long receivedAt) throws Exception {
        arrivals.put(id, receivedAt);
        long forgotten = receivedAt - retentionMicros;
        List<Map.Entry<String, Long>> byAge = new ArrayList<>();
        for (Map.Entry<String, Long> each : arrivals.entries()) {
            byAge.add(Map.entry(each.getKey(), each.getValue()));
        }
        byAge.sort(Comparator.comparingLong(Map.Entry::getValue));
        for (int i = 0; i < byAge.size(); i++) {
            Map.Entry<String, Long> each = byAge.get(i);
            if (each.getValue() >= forgotten && byAge.size() - i <= most) {
                return;
            }
            arrivals.remove(each.getKey());
        }
    }
}
