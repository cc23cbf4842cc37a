/** How Flink is told to carry classes of ours. */
package io.fleetstream.connectors.types;
