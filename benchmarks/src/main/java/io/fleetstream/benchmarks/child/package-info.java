/**
 * Measured processes: each variant runs in a JVM of its own, which drains on request and says what
 * that took. Requests and answers are lines of JSON on standard input and output; a child ends when
 * its input does, so none outlives its parent.
 */
package io.fleetstream.benchmarks.child;
