/** Commands for devices, and bulk requests, as an operator sends and follows them. */
package io.fleetstream.cli.command;
