package io.fleetstream.jobs.timescale.domain;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import java.util.TreeMap;

/** The refusals of a device and hour, by reason. */
public final class RejectedCounts {
    private static final ObjectMapper JSON = new ObjectMapper();

    private RejectedCounts() {}

    /** One JSON object of numbers, reasons in ascending order. */
    public static String json(Map<String, Long> byReason) {
        try {
            return JSON.writeValueAsString(new TreeMap<>(byReason));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a map of numbers is always JSON", e);
        }
    }

    /** All reasons together. */
    public static long total(Map<String, Long> byReason) {
        return byReason.values().stream().mapToLong(Long::longValue).sum();
    }
}
