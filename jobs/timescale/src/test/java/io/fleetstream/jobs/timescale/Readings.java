package io.fleetstream.jobs.timescale;

import io.fleetstream.jobs.common.testing.TestReadings;
import io.fleetstream.schemas.Reading;
import io.fleetstream.schemas.Topics;
import java.util.List;
import java.util.stream.IntStream;

/** Readings of ten devices, two values each, a millisecond apart. */
final class Readings {
    private Readings() {}

    static List<Reading> of(String fleet, int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(
                        i ->
                                TestReadings.reading(fleet + "-" + i % 10)
                                        .at(TestReadings.NOON.plusMillis(i))
                                        .sequence(i)
                                        .source(3, i, 0)
                                        .metric("temperature", 20 + i % 5, "Cel")
                                        .metric("humidity", 40 + i % 7, "%")
                                        .build())
                .toList();
    }

    static void send(RunningJob job, List<Reading> readings) {
        job.topics().send(Topics.TELEMETRY_READINGS, Reading.class, Reading::getDeviceId, readings);
    }
}
