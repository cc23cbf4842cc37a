package io.fleetstream.cli.archive;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/**
 * What the database knows of the files, in the table archived_files: retention drops raw rows by
 * it.
 */
public final class ArchiveBooks {
    private ArchiveBooks() {}

    /**
     * The files the table has; the job timescale has not heard of the others yet.
     *
     * @param paths below the root of the archive, with {@code /}
     */
    public static Set<String> known(Connection database, Collection<String> paths)
            throws SQLException {
        return paths(database, "SELECT path FROM archived_files WHERE path = ANY (?)", paths);
    }

    /**
     * Notes that the files are gone: to be called before they are deleted, so that no raw row is
     * dropped for a copy that is not there. Repeating it keeps the first time.
     */
    public static void expire(Connection database, Collection<String> paths) throws SQLException {
        paths(
                database,
                "UPDATE archived_files SET expired_at = now()"
                        + " WHERE path = ANY (?) AND expired_at IS NULL RETURNING path",
                paths);
    }

    private static Set<String> paths(Connection database, String sql, Collection<String> paths)
            throws SQLException {
        Array array = database.createArrayOf("text", paths.toArray());
        try (PreparedStatement statement = database.prepareStatement(sql)) {
            statement.setArray(1, array);
            Set<String> found = new HashSet<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.add(rows.getString(1));
                }
            }
            return found;
        } finally {
            array.free();
        }
    }
}
