/** Apache Kafka as one process, broker and controller in one. */
package io.fleetstream.sandbox.kafka;
