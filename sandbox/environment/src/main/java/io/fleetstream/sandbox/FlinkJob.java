package io.fleetstream.sandbox;

/**
 * One job of a cluster.
 *
 * @param id hexadecimal id
 * @param name name given by the job
 * @param state state in Flink's words
 */
public record FlinkJob(String id, String name, String state) {}
