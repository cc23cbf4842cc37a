/** What a run says at its end: JSON for machines, a table for people. */
package io.fleetstream.benchmarks.report;
