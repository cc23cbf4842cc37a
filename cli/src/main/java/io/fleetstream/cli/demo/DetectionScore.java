package io.fleetstream.cli.demo;

import io.fleetstream.schemas.AlarmChangeKind;
import io.fleetstream.schemas.AlarmEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What alarms found of anomalies that are known. An anomaly is found if its device had an alarm
 * raised while it lasted or a little later; an alarm is right if there was such an anomaly.
 *
 * @param anomalies how many there were
 * @param found how many of them were found
 * @param alarms how many alarms were raised
 * @param right how many of them were right
 * @param recallByKind share found, by kind of anomaly
 */
record DetectionScore(
        long anomalies, long found, long alarms, long right, Map<String, Double> recallByKind) {
    /** After the last value touched; an alarm with a hold comes that much later. */
    private static final Duration SLACK = Duration.ofSeconds(3);

    /** An anomaly: both times inclusive. */
    record Label(String device, String kind, Instant start, Instant end) {
        boolean covers(AlarmEvent event) {
            return device.equals(event.getDeviceId())
                    && !event.getHappenedAt().isBefore(start)
                    && !event.getHappenedAt().isAfter(end.plus(SLACK));
        }
    }

    /** Reads the emulator's file of labels. */
    static List<Label> labels(Path file) throws IOException {
        List<Label> labels = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            String[] fields = line.split(",", -1);
            if (!fields[0].equals("device")) {
                labels.add(
                        new Label(
                                fields[0],
                                fields[2],
                                Instant.parse(fields[3]),
                                Instant.parse(fields[4])));
            }
        }
        return labels;
    }

    /** Compares; alarms about devices being away are about something else. */
    static DetectionScore of(Collection<Label> labels, Collection<AlarmEvent> events) {
        List<AlarmEvent> raised =
                events.stream()
                        .filter(event -> event.getChange() == AlarmChangeKind.RAISED)
                        .filter(event -> event.getMetric() != null)
                        .toList();
        Map<String, long[]> byKind = new TreeMap<>();
        for (Label label : labels) {
            long[] counts = byKind.computeIfAbsent(label.kind(), kind -> new long[2]);
            counts[0]++;
            counts[1] += raised.stream().anyMatch(label::covers) ? 1 : 0;
        }
        Map<String, Double> recall = new TreeMap<>();
        byKind.forEach((kind, counts) -> recall.put(kind, (double) counts[1] / counts[0]));
        return new DetectionScore(
                labels.size(),
                byKind.values().stream().mapToLong(counts -> counts[1]).sum(),
                raised.size(),
                raised.stream()
                        .filter(event -> labels.stream().anyMatch(label -> label.covers(event)))
                        .count(),
                recall);
    }

    /** Share of alarms that were right; 1 if there were none. */
    double precision() {
        return alarms == 0 ? 1 : (double) right / alarms;
    }

    /** Share of anomalies that were found; 1 if there were none. */
    double recall() {
        return anomalies == 0 ? 1 : (double) found / anomalies;
    }

    /** Precision, recall, and recall by kind of anomaly, by name. */
    Map<String, Double> shares() {
        Map<String, Double> shares = new LinkedHashMap<>();
        shares.put("precision", precision());
        shares.put("recall", recall());
        recallByKind.forEach((kind, share) -> shares.put("recall." + kind, share));
        return shares;
    }

    /** In words. */
    String told() {
        StringBuilder kinds = new StringBuilder();
        recallByKind.forEach(
                (kind, share) ->
                        kinds.append(kinds.isEmpty() ? "" : ", ")
                                .append(kind)
                                .append(String.format(Locale.ROOT, " %.0f %%", 100 * share)));
        return String.format(
                Locale.ROOT,
                "precision %.2f (%d of %d alarms), recall %.2f (%d of %d anomalies; %s)",
                precision(),
                right,
                alarms,
                recall(),
                found,
                anomalies,
                kinds);
    }
}
