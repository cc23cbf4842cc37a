/** The {@code fleet} commands: thin picocli classes over sandbox, topics and tables. */
package io.fleetstream.cli;
