/** The benchmark of the MQTT bridge beside a subscriber that only counts. */
package io.fleetstream.benchmarks.bridge;
