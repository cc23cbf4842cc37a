/** The archive as an operator sees it: files by dataset and hour, their expiry and replay. */
package io.fleetstream.cli.archive;
