/** Kafka ends of Flink jobs: whole records in, and sinks with the settings of the house. */
package io.fleetstream.connectors.kafka;
