/** Commands for devices: held, sent, answered, expired. */
package io.fleetstream.jobs.shadow.command;
