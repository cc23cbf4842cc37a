/** What the bridge asks Kafka beside sending and reading. */
package io.fleetstream.bridge.kafka;
