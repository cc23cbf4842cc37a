/**
 * What the job remembers: descriptors and the versioned formats behind them. A public interface as
 * much as a topic is: names never change, and a format is only ever followed by the next one.
 */
package io.fleetstream.jobs.aggregate.state;
