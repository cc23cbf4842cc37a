package io.fleetstream.emulator.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Finds out what is wrong with messages from their bytes and arrivals alone, in the plainest way,
 * written apart from the generator: what ingest must find, by the definitions both agree on.
 */
final class Detective {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long DAY_MICROS = 86_400_000_000L;
    private static final long SKEWED_FROM_MICROS = 120_000_000;

    private final Map<String, Device> devices = new TreeMap<>();
    private long rejects;
    private long duplicates;
    private long fills;

    /** What has been seen of one device. */
    private static final class Device {
        private final Map<String, TreeSet<Long>> boots = new HashMap<>();
        private final List<Long> offsets = new ArrayList<>();
    }

    void look(String deviceId, byte[] payload, long arrivalMicros) {
        Device device = devices.computeIfAbsent(deviceId, unused -> new Device());
        JsonNode reading = read(payload);
        if (reading == null || !isGood(reading, deviceId, arrivalMicros)) {
            rejects++;
            return;
        }
        TreeSet<Long> seen =
                device.boots.computeIfAbsent(
                        reading.path("boot_id").asText(), unused -> new TreeSet<>());
        long sequence = reading.path("seq").asLong();
        boolean late = !seen.isEmpty() && seen.last() > sequence;
        if (!seen.add(sequence)) {
            duplicates++;
            return;
        }
        fills += late ? 1 : 0;
        device.offsets.add(reading.path("ts").asLong() * 1000 - arrivalMicros);
    }

    long rejects() {
        return rejects;
    }

    long duplicates() {
        return duplicates;
    }

    long fills() {
        return fills;
    }

    /** Numbers missing, as {@code device/boot/number}. */
    Set<String> missing() {
        Set<String> missing = new HashSet<>();
        devices.forEach(
                (id, device) ->
                        device.boots.forEach(
                                (boot, seen) -> {
                                    for (long n = seen.first(); n < seen.last(); n++) {
                                        if (!seen.contains(n)) {
                                            missing.add(id + "/" + boot + "/" + n);
                                        }
                                    }
                                }));
        return missing;
    }

    long resets() {
        return devices.values().stream().mapToLong(device -> device.boots.size() - 1).sum();
    }

    /** Offsets by device, to the second: what the first five good messages agree on. */
    Map<String, Duration> skewed() {
        Map<String, Duration> skewed = new TreeMap<>();
        devices.forEach(
                (id, device) -> {
                    List<Long> first = device.offsets.subList(0, 5);
                    long least = first.stream().mapToLong(Long::longValue).min().orElseThrow();
                    long most = first.stream().mapToLong(Long::longValue).max().orElseThrow();
                    if (most - least <= 5_000_000 && Math.abs(most) > SKEWED_FROM_MICROS) {
                        skewed.put(id, Duration.ofSeconds(Math.round(most / 1e6)));
                    }
                });
        return skewed;
    }

    private static JsonNode read(byte[] payload) {
        try {
            return JSON.readTree(payload);
        } catch (JsonProcessingException e) {
            return null;
        } catch (IOException e) {
            return null; // not UTF-8
        }
    }

    private static boolean isGood(JsonNode reading, String deviceId, long arrivalMicros) {
        long ts = reading.path("ts").asLong() * 1000;
        if (!reading.path("device_id").asText().equals(deviceId)
                || !reading.path("ts").isNumber()
                || Math.abs(ts - arrivalMicros) > 7 * DAY_MICROS
                || !reading.path("metrics").isObject()
                || reading.path("metrics").isEmpty()) {
            return false;
        }
        for (JsonNode metric : reading.path("metrics")) {
            if (!(metric.isObject() ? metric.path("value") : metric).isNumber()) {
                return false;
            }
        }
        return true;
    }
}
