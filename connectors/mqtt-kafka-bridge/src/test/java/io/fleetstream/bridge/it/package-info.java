/** The bridge as a process against a real broker and a real Kafka. */
package io.fleetstream.bridge.it;
