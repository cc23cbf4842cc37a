/** What detectors cost the job pipeline as a whole. */
package io.fleetstream.benchmarks.pipeline;
