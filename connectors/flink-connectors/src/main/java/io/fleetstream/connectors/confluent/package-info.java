/** Avro values in the Confluent wire format, and the schema registry behind it. */
package io.fleetstream.connectors.confluent;
