/** The rules of commands, without Flink. */
package io.fleetstream.jobs.shadow.command.domain;
