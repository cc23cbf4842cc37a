/** How long an update of a shadow takes until the device has its delta. */
package io.fleetstream.benchmarks.shadowlatency;
