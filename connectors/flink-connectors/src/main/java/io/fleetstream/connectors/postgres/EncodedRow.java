package io.fleetstream.connectors.postgres;

/**
 * Where a row stands in the buffer of its batch.
 *
 * @param row the row itself, in case it is refused
 * @param rank of rows with one key the highest stays, of equal ones the last
 * @param minorRank the same among rows of equal rank
 * @param prefix first column of the key, if it has eight bytes; else 0
 * @param start of the row
 * @param keyEnd end of its key, which stands first
 * @param end of the row
 */
record EncodedRow<T>(
        T row, long rank, long minorRank, long prefix, int start, int keyEnd, int end) {

    /** Whether it stays rather than another with its key that came before. */
    boolean staysOver(EncodedRow<T> earlier) {
        return rank == earlier.rank ? minorRank >= earlier.minorRank : rank > earlier.rank;
    }
}
