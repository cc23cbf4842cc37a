package io.fleetstream.bridge.uplink;

import io.fleetstream.bridge.metrics.UplinkMetrics;

/** What the connections of one uplink share. */
record UplinkParts(
        Router router,
        RecordMapper mapper,
        InFlightBudget budget,
        KafkaPump pump,
        UplinkMetrics metrics) {}
