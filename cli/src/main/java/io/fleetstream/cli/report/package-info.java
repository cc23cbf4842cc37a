/** Charts and tables of a run: in the terminal, and as one page of HTML that needs nothing else. */
package io.fleetstream.cli.report;
