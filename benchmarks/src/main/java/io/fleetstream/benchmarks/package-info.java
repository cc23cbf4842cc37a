/** {@code fleet bench}: what our processes cost beside ceilings measured in the same run. */
package io.fleetstream.benchmarks;
