/** The records that are drained, how they get into Kafka, and the fetch settings of all readers. */
package io.fleetstream.benchmarks.kafka;
