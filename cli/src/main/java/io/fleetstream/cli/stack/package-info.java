/** The running stack: services, topics, tables and jobs together, and the ledger of what passed. */
package io.fleetstream.cli.stack;
