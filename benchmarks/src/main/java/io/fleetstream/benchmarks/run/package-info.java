/** What a benchmark is, and how its contestants take turns. */
package io.fleetstream.benchmarks.run;
