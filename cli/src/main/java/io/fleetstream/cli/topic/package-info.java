/** Kafka topics as an operator's command reads and writes them: whole, without consumer groups. */
package io.fleetstream.cli.topic;
