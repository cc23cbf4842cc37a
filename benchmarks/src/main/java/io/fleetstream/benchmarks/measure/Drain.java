package io.fleetstream.benchmarks.measure;

/**
 * One repetition of one variant.
 *
 * @param variant name of the variant
 * @param round number of the interleaved round, from 0; drains of one round ran one after the other
 * @param warmUp whether it only warmed the process up and counts for nothing
 * @param sample what it took
 */
public record Drain(String variant, int round, boolean warmUp, Sample sample) {}
