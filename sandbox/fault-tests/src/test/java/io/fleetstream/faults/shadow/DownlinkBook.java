package io.fleetstream.faults.shadow;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * What one subscriber has seen of the answers of a run, byte-identical repeats removed: per device
 * in its order. Finds by itself, knowing no rule of shadows, versions that are left out, go back or
 * come with two contents. Safe for threads.
 *
 * <p>A message is told from others by the number of the request in its client token and its kind.
 */
final class DownlinkBook {
    static final String TWO_CONTENTS = "one message with two contents";
    static final String NOT_RISING = "version not one above the last";

    private static final ObjectMapper JSON =
            new ObjectMapper()
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .enable(DeserializationFeature.USE_BIG_INTEGER_FOR_INTS)
                    .configure(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES, false);

    private final String devices;
    private final Violations violations;
    private final Runnable answer;
    private final long[] bytes;
    private final long[] content;
    private final Map<String, List<Integer>> order = new HashMap<>();
    private final Map<String, Long> versions = new HashMap<>();
    private CompletableFuture<Long> mark = new CompletableFuture<>();
    private RuntimeException failure;
    private long markAt = Long.MAX_VALUE;
    private long answered;
    private long messages;
    private long repeats;
    private long lastNews = System.nanoTime();
    private long longestSilence;

    /**
     * A book of one run.
     *
     * @param devices how the names of its devices begin; others are passed over
     * @param requests numbers of requests are below
     * @param answer runs whenever a request is answered for the first time
     */
    DownlinkBook(String devices, int requests, Violations violations, Runnable answer) {
        this.devices = devices;
        this.violations = violations;
        this.answer = answer;
        this.bytes = new long[AnswerKind.slots(requests)];
        this.content = new long[AnswerKind.slots(requests)];
    }

    synchronized void add(String topic, byte[] payload) {
        ShadowAddress address = ShadowAddress.of(topic);
        if (!address.device().startsWith(devices)) {
            return;
        }
        JsonNode message = parse(payload);
        int number = Integer.parseInt(message.path("clientToken").asText().substring(1));
        AnswerKind kind = AnswerKind.of(address.message());
        int slot = kind.slot(number);
        long hash = Canonical.hash(payload) | 1;
        messages++;
        if (bytes[slot] != 0) {
            repeats++;
            if (bytes[slot] != hash) {
                violations.add(TWO_CONTENTS, topic + " " + message);
            }
            return;
        }
        bytes[slot] = hash;
        content[slot] = Canonical.hash(topic) + Canonical.hash(message);
        order.computeIfAbsent(address.device(), any -> new ArrayList<>()).add(slot);
        checkVersion(address, message);
        if (kind == AnswerKind.ACCEPTED || kind == AnswerKind.REJECTED) {
            longestSilence = Math.max(longestSilence, System.nanoTime() - lastNews);
            lastNews = System.nanoTime();
            answered++;
            answer.run();
            if (answered >= markAt) {
                mark.complete(answered);
            }
        }
    }

    static JsonNode parse(byte[] payload) {
        try {
            return JSON.readTree(payload);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void checkVersion(ShadowAddress address, JsonNode message) {
        long version = message.path("version").asLong();
        long now;
        switch (address.message()) {
            case "update/accepted" -> now = version;
            // says the version that is deleted; the deletion takes the next
            case "delete/accepted" -> now = version + 1;
            default -> {
                return;
            }
        }
        Long last = versions.put(address.key(), now);
        if (now != (last == null ? 1 : last + 1)) {
            violations.add(NOT_RISING, address.key() + " from " + last + " to " + now);
        }
    }

    /** Whether this message of a request has this content, as a hash; 0 if it was never seen. */
    synchronized long content(int slot) {
        return content[slot];
    }

    /** Messages of a device in the order in which they were first seen. */
    synchronized List<Integer> order(String device) {
        return List.copyOf(order.getOrDefault(device, List.of()));
    }

    /** Last version seen of a shadow; 0 before the first. */
    synchronized long version(String key) {
        return versions.getOrDefault(key, 0L);
    }

    /** Requests answered. */
    synchronized long answered() {
        return answered;
    }

    /** Completes at once when so many requests are answered; one mark at a time. */
    synchronized CompletableFuture<Long> mark(long answers) {
        mark = new CompletableFuture<>();
        markAt = answers;
        if (failure != null) {
            mark.completeExceptionally(failure);
        } else if (answered >= answers) {
            mark.complete(answered);
        }
        return mark;
    }

    /** Fails whoever waits for a mark, now or later. */
    synchronized void fail(RuntimeException why) {
        failure = why;
        mark.completeExceptionally(why);
    }

    /** Messages without repeats. */
    synchronized long distinct() {
        return messages - repeats;
    }

    /** Byte-identical repeats. */
    synchronized long repeats() {
        return repeats;
    }

    /** Longest time in nanoseconds between two new answers since this was last asked. */
    synchronized long takeLongestSilence() {
        long silence = longestSilence;
        longestSilence = 0;
        lastNews = System.nanoTime();
        return silence;
    }
}
