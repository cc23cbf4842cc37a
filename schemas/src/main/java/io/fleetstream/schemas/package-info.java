/**
 * The contracts between the parts of Fleetstream: Avro records, topics, headers, reason codes and
 * tables. Depends on nothing else in the project.
 */
package io.fleetstream.schemas;
