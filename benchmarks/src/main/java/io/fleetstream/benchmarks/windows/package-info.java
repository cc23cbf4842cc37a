/** The aggregate job beside windows as a textbook writes them, over the same readings. */
package io.fleetstream.benchmarks.windows;
