/** How long a value takes from the device to the table. */
package io.fleetstream.benchmarks.fresh;
