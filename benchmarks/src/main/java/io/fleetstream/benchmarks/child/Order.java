package io.fleetstream.benchmarks.child;

/**
 * One line to the child: who is to drain what.
 *
 * @param name of the variant; the first order to a name makes the variant
 * @param variant its class
 * @param request where to read
 */
record Order(String name, String variant, Request request) {}
