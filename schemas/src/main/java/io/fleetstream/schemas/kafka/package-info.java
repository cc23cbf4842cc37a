/**
 * Creates the topics of the catalogue in a Kafka cluster. Needs the Kafka client, which is an
 * optional dependency of this module.
 */
package io.fleetstream.schemas.kafka;
