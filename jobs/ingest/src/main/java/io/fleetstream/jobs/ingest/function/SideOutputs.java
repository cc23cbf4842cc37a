package io.fleetstream.jobs.ingest.function;

import org.apache.flink.util.OutputTag;

/** The side outputs of an operator, whatever it is doing just now. */
interface SideOutputs {
    <T> void output(OutputTag<T> tag, T value);
}
