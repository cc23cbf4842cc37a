/** Alarm rules and alarms as an operator's commands write and read them. */
package io.fleetstream.cli.alarm;
