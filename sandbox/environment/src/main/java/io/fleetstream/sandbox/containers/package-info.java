/**
 * The services of a sandbox as containers, for machines with an engine: the same images and
 * versions as {@code docker-compose.yml}. Flink and the bridge stay processes.
 */
package io.fleetstream.sandbox.containers;
