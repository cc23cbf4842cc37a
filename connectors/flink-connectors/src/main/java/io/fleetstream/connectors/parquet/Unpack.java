package io.fleetstream.connectors.parquet;

import java.io.Serializable;
import java.util.function.Consumer;

/**
 * Makes rows of what an operator gets.
 *
 * @param <I> what comes in
 * @param <T> a row
 */
@FunctionalInterface
public interface Unpack<I, T> extends Serializable {
    /** Gives every row of the input to the consumer, each a new object. */
    void each(I input, Consumer<T> rows);
}
