package io.fleetstream.bridge.uplink;

import io.fleetstream.bridge.metrics.UplinkMetrics;
import io.fleetstream.bridge.mqtt.LinkMetrics;

/** What the connections of one uplink share. */
record UplinkParts(
        Router router,
        RecordMapper mapper,
        InFlightBudget budget,
        KafkaPump pump,
        UplinkMetrics metrics,
        LinkMetrics linkMetrics) {}
