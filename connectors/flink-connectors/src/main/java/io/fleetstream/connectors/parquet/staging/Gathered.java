package io.fleetstream.connectors.parquet.staging;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The rows of one bucket that are in memory, by device. */
final class Gathered<T> {
    private final Map<String, List<T>> devices = new HashMap<>();
    private final long since;
    private String lastDevice;
    private List<T> last;
    private long arrival = Long.MIN_VALUE;

    Gathered(long since) {
        this.since = since;
    }

    void add(String device, T row, long arrivalMicros) {
        if (!device.equals(lastDevice)) {
            lastDevice = device;
            last = devices.computeIfAbsent(device, key -> new ArrayList<>(4));
        }
        last.add(row);
        arrival = Math.max(arrival, arrivalMicros);
    }

    List<String> devices() {
        return new ArrayList<>(devices.keySet());
    }

    List<T> rows(String device) {
        return devices.get(device);
    }

    long since() {
        return since;
    }

    long arrival() {
        return arrival;
    }
}
