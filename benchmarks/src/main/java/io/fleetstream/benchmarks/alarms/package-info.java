/** How long a reading takes until the device has the alert it raises. */
package io.fleetstream.benchmarks.alarms;
