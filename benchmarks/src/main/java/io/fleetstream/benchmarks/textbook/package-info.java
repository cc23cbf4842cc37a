/**
 * The anchor of the ingest benchmark: the same work as a careful reader of Flink's documentation
 * would write it. Default settings of the source, Jackson databind, POJOs between operators, one
 * entry of map state with a time to live per message for the duplicates, broadcast state for
 * registry and models, Flink's own serialiser for the Confluent wire format, exactly-once sinks.
 */
package io.fleetstream.benchmarks.textbook;
