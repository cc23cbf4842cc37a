package io.fleetstream.benchmarks.windows;

import java.time.Duration;

/** Which windows, over which readings. */
enum WindowCase {
    /** A minute, tumbling: a thousand devices, each once a second. */
    MINUTE(
            "bench.readings.minute",
            1_000_000,
            50_000,
            1_000,
            4,
            Duration.ofSeconds(1),
            20,
            Duration.ofMinutes(1),
            Duration.ofMinutes(1),
            Duration.ofSeconds(30)),

    /** Thirty days sliding by a day: fifty devices, each once a minute. */
    MONTH(
            "bench.readings.month",
            600_000,
            20_000,
            50,
            4,
            Duration.ofMinutes(1),
            3,
            Duration.ofDays(30),
            Duration.ofDays(1),
            Duration.ofMinutes(10));

    /** Name of the setting that says which. */
    static final String SETTING = "window-case";

    private final String topic;
    private final long records;
    private final long quickRecords;
    private final int devices;
    private final int metrics;
    private final Duration interval;
    private final int mostLate;
    private final Duration length;
    private final Duration slide;
    private final Duration patience;

    WindowCase(
            String topic,
            long records,
            long quickRecords,
            int devices,
            int metrics,
            Duration interval,
            int mostLate,
            Duration length,
            Duration slide,
            Duration patience) {
        this.topic = topic;
        this.records = records;
        this.quickRecords = quickRecords;
        this.devices = devices;
        this.metrics = metrics;
        this.interval = interval;
        this.mostLate = mostLate;
        this.length = length;
        this.slide = slide;
        this.patience = patience;
    }

    String topic() {
        return topic;
    }

    long records() {
        return records;
    }

    /** Records of a run that only shows that it runs. */
    long quickRecords() {
        return quickRecords;
    }

    int devices() {
        return devices;
    }

    int metrics() {
        return metrics;
    }

    /** Between two readings of a device. */
    Duration interval() {
        return interval;
    }

    /** How many intervals a late reading is late at most. */
    int mostLate() {
        return mostLate;
    }

    Duration length() {
        return length;
    }

    Duration slide() {
        return slide;
    }

    /** How long windows wait for late readings; longer than any is late. */
    Duration patience() {
        return patience;
    }

    /** Kind of window, as the rows call it. */
    String windowName() {
        return this == MINUTE ? "1m" : "30d/1d";
    }
}
