/** How long analysts wait for what they ask most. */
package io.fleetstream.benchmarks.read;
