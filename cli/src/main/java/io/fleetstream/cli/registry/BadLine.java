package io.fleetstream.cli.registry;

/**
 * A line that cannot be imported.
 *
 * @param number line of the file, from 1
 * @param problem what is wrong and what is accepted
 */
public record BadLine(int number, String problem) {
    @Override
    public String toString() {
        return "line " + number + ": " + problem;
    }
}
