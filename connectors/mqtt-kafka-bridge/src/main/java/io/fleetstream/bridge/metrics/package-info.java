/** Counters and gauges of the bridge, {@code fleet_bridge_*} in Prometheus. */
package io.fleetstream.bridge.metrics;
