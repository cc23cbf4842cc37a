/** Alarms through the whole stack: what is published, and what must be told. */
package io.fleetstream.e2e.alarm;
