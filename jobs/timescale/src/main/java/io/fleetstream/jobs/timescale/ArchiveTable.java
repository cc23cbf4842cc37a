package io.fleetstream.jobs.timescale;

import io.fleetstream.connectors.postgres.Table;
import io.fleetstream.schemas.ArchivedFile;

/** The table of published files. */
final class ArchiveTable {
    static final Table<ArchivedFile> ARCHIVED_FILES =
            Table.<ArchivedFile>named("archived_files")
                    .text("path", ArchivedFile::getPath)
                    .endOfKey()
                    .text("dataset", ArchivedFile::getDataset)
                    .text("org", ArchivedFile::getOrg)
                    .instant("hour", ArchivedFile::getHour)
                    .bigint("rows", ArchivedFile::getRows)
                    .bigint("bytes", ArchivedFile::getBytes)
                    .instant("first_time", ArchivedFile::getFirstTime)
                    .instant("last_time", ArchivedFile::getLastTime)
                    .text("first_device", ArchivedFile::getFirstDevice)
                    .text("last_device", ArchivedFile::getLastDevice)
                    .build();

    private ArchiveTable() {}
}
