/**
 * What ingest decides, in plain Java: whether a message is usable, whether it is new, and what a
 * reading of it looks like. Nothing here knows Flink or Kafka; every rule is a function of its
 * arguments, and "now" is always the arrival time of the message, so a replay gives the same
 * answer.
 */
package io.fleetstream.jobs.ingest.domain;
