package io.fleetstream.connectors.parquet.staging;

/**
 * Sorted rows of one bucket within a staged file.
 *
 * @param bucket what they belong to
 * @param path the staged file
 * @param offset where they begin in it
 * @param length how many bytes they take
 * @param rows how many
 * @param firstTime least time of a row, microseconds since the epoch
 * @param lastTime greatest time of a row
 * @param firstDevice least device, by its bytes
 * @param lastDevice greatest device
 * @param arrival latest arrival of a row, microseconds since the epoch
 * @param gatheredAt when the first of them was taken in, by the clock of the machine, milliseconds
 * @param lane which lane the whole file belongs to
 */
public record Section(
        Bucket bucket,
        String path,
        long offset,
        long length,
        long rows,
        long firstTime,
        long lastTime,
        String firstDevice,
        String lastDevice,
        long arrival,
        long gatheredAt,
        int lane) {

    /** Names the section for ever: no two files have the same path. */
    public String id() {
        return path + "#" + offset;
    }
}
