package io.fleetstream.faults.rollout;

import java.util.List;
import java.util.stream.IntStream;

/**
 * One rollout of several; each has devices of its own.
 *
 * @param number which
 */
record Plan(int number) {
    static final int DEVICES = 40;
    static final int BUDGET = 8;

    String id() {
        return "faults-" + number;
    }

    Script script() {
        return Script.of(number);
    }

    String site() {
        return "site-" + number;
    }

    List<String> devices() {
        return IntStream.range(0, DEVICES).mapToObj(each -> "rf-" + number + "-" + each).toList();
    }

    String definition() {
        return """
        rollout: %s
        devices: site=%s
        document: {version: 2}
        rollback: {version: 1}
        budget: %d
        buckets: 256
        in-progress-timeout: PT1M
        stages: [{percent: 40, success: 50}, {percent: 100, success: 50}]
        """
                .formatted(id(), site(), BUDGET);
    }
}
