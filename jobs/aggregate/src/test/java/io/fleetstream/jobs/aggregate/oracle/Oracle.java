package io.fleetstream.jobs.aggregate.oracle;

import io.fleetstream.jobs.aggregate.domain.DeviceSamples;
import io.fleetstream.jobs.aggregate.domain.Place;
import io.fleetstream.jobs.aggregate.domain.WindowRules;
import io.fleetstream.jobs.aggregate.domain.WindowSpec;
import io.fleetstream.schemas.AggregateScope;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * Reads all readings, forgets nothing, and computes every window from the values in it. It shares
 * nothing with the job but the settings.
 */
public final class Oracle {
    private final WindowRules rules;
    private final long lateness;
    private final long rollUpLateness;
    private final Map<OracleKey, OracleWindow> windows = new HashMap<>();
    private final List<String> late = new ArrayList<>();

    private Oracle(WindowRules rules) {
        this.rules = rules;
        this.lateness = micros(rules.lateness());
        this.rollUpLateness = micros(rules.rollUpLateness());
    }

    /** All windows of those readings, which stand in the order in which they came. */
    public static Oracle of(List<DeviceSamples> readings, WindowRules rules) {
        Oracle oracle = new Oracle(rules);
        Map<String, List<DeviceSamples>> devices = new LinkedHashMap<>();
        for (DeviceSamples reading : readings) {
            devices.computeIfAbsent(reading.deviceId(), id -> new ArrayList<>()).add(reading);
        }
        devices.values().forEach(oracle::device);
        return oracle;
    }

    /** The windows. */
    public Map<OracleKey, OracleWindow> windows() {
        return windows;
    }

    /** Readings that were too late, as device, offset, and how far behind. */
    public List<String> late() {
        return late;
    }

    private void device(List<DeviceSamples> readings) {
        Map<String, TreeMap<Long, OracleValue>> metrics = new HashMap<>();
        Closings closings = new Closings(rules);
        long greatest = Long.MIN_VALUE;
        for (DeviceSamples reading : readings) {
            long time = reading.eventTime();
            closings.arrives(reading.receivedAt(), greatest);
            boolean tooLate = greatest != Long.MIN_VALUE && time < greatest - lateness;
            boolean excluded = time < reading.receivedAt() - rollUpLateness;
            if (tooLate || excluded) {
                late.add(late(reading, Math.max(0, greatest - time)));
            }
            if (tooLate) {
                continue;
            }
            for (int i = 0; i < reading.names().length; i++) {
                TreeMap<Long, OracleValue> values =
                        metrics.computeIfAbsent(reading.names()[i], name -> new TreeMap<>());
                OracleValue before = values.get(time);
                OracleValue value = value(reading, i, before, excluded);
                if (before == null || !before.same(value)) {
                    values.put(time, value);
                    comesLate(reading.names()[i], value, closings, greatest);
                }
            }
            closings.holds(time);
            greatest = Math.max(greatest, time);
        }
        metrics.forEach(this::place);
    }

    private static String late(DeviceSamples reading, long behind) {
        return reading.deviceId() + " " + reading.offset() + " " + behind;
    }

    private static OracleValue value(
            DeviceSamples reading, int i, OracleValue before, boolean excluded) {
        long receivedAt = reading.receivedAt();
        return new OracleValue(
                reading.deviceId(),
                reading.place(),
                reading.eventTime(),
                reading.values()[i],
                reading.units()[i],
                reading.qualities()[i],
                reading.summary(i),
                before == null ? receivedAt : Math.max(before.receivedAt(), receivedAt),
                excluded,
                before != null);
    }

    private void comesLate(
            String metric, OracleValue value, Closings closings, long greatestBefore) {
        for (WindowSpec spec : rules.windows()) {
            if (spec.isSession()) {
                continue;
            }
            for (long start : starts(spec, value.time())) {
                if (closings.isClosed(spec, start, greatestBefore)) {
                    window(device(value, metric, spec, start), spec).late++;
                    if (spec.isTumbling() && !value.excluded()) {
                        for (OracleKey key : rollUps(value, metric, spec, start)) {
                            window(key, spec).late++;
                        }
                    }
                }
            }
        }
    }

    private void place(String metric, Map<Long, OracleValue> values) {
        for (WindowSpec spec : rules.windows()) {
            if (spec.isSession()) {
                sessions(metric, values, spec);
            }
        }
        for (OracleValue value : values.values()) {
            for (WindowSpec spec : rules.windows()) {
                if (spec.isSession()) {
                    continue;
                }
                for (long start : starts(spec, value.time())) {
                    window(device(value, metric, spec, start), spec).values.add(value);
                    if (spec.isTumbling() && !value.excluded()) {
                        for (OracleKey key : rollUps(value, metric, spec, start)) {
                            window(key, spec).values.add(value);
                        }
                    }
                }
            }
        }
    }

    private void sessions(String metric, Map<Long, OracleValue> values, WindowSpec spec) {
        List<OracleValue> session = new ArrayList<>();
        for (OracleValue value : values.values()) {
            boolean over =
                    !session.isEmpty()
                            && value.time() - session.get(session.size() - 1).time()
                                    >= spec.length();
            if (over) {
                session(metric, session, spec);
                session.clear();
            }
            session.add(value);
        }
        session(metric, session, spec);
    }

    private void session(String metric, List<OracleValue> session, WindowSpec spec) {
        OracleValue first = session.get(0);
        OracleValue last = session.get(session.size() - 1);
        OracleWindow window = new OracleWindow(last.time() + spec.length());
        window.values.addAll(session);
        windows.put(device(first, metric, spec, first.time()), window);
    }

    private OracleWindow window(OracleKey key, WindowSpec spec) {
        return windows.computeIfAbsent(key, it -> new OracleWindow(it.start() + spec.length()));
    }

    private static OracleKey device(OracleValue value, String metric, WindowSpec spec, long start) {
        return new OracleKey(AggregateScope.DEVICE, value.device(), metric, spec.name(), start);
    }

    private static List<OracleKey> rollUps(
            OracleValue value, String metric, WindowSpec spec, long start) {
        Place place = value.place();
        String org = place.org();
        String name = spec.name();
        List<OracleKey> keys = new ArrayList<>();
        keys.add(new OracleKey(AggregateScope.SITE, org + "/" + place.site(), metric, name, start));
        keys.add(
                new OracleKey(
                        AggregateScope.TYPE, org + "/" + place.deviceType(), metric, name, start));
        if (place.model() != null) {
            keys.add(
                    new OracleKey(
                            AggregateScope.MODEL, org + "/" + place.model(), metric, name, start));
        }
        keys.add(new OracleKey(AggregateScope.ORG, org, metric, name, start));
        return keys;
    }

    /** Beginnings of all windows that hold a time. */
    static List<Long> starts(WindowSpec spec, long time) {
        List<Long> starts = new ArrayList<>();
        long last = time - Math.floorMod(time, spec.slide());
        for (long start = last; start > time - spec.length(); start -= spec.slide()) {
            starts.add(start);
        }
        return starts;
    }

    static long micros(java.time.Duration duration) {
        return TimeUnit.MICROSECONDS.convert(duration);
    }
}
