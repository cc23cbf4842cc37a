/**
 * The benchmark of shadows: our job, a job that only moves as many bytes, and a textbook's, over
 * the same requests; and what a million shadows take.
 */
package io.fleetstream.benchmarks.shadow;
