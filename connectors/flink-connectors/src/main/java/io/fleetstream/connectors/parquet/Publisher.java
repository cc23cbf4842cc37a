package io.fleetstream.connectors.parquet;

import io.fleetstream.connectors.parquet.file.ParquetRows;
import io.fleetstream.connectors.parquet.row.RowType;
import io.fleetstream.connectors.parquet.row.TextOrder;
import io.fleetstream.connectors.parquet.staging.Section;
import io.fleetstream.connectors.parquet.staging.SectionMerge;
import io.fleetstream.schemas.ArchivedFile;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.function.ToLongFunction;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;
import org.apache.flink.core.fs.RecoverableFsDataOutputStream;

/**
 * Makes the files readers see. A file appears whole or not at all: on local disks by renaming it,
 * on object stores by completing its upload.
 */
public final class Publisher {
    private static final Comparator<String> BY_BYTES = TextOrder::compare;

    private final RowType<?> type;
    private final ArchiveSettings settings;

    /** Of that dataset, below the root of the settings. */
    public Publisher(RowType<?> type, ArchiveSettings settings) {
        this.type = type;
        this.settings = settings;
    }

    /**
     * Makes the file of these sections, unless it is there already.
     *
     * @throws java.io.FileNotFoundException if a staged file is gone
     * @throws IOException if it cannot be done now
     */
    public ArchivedFile publish(List<Section> sections) throws IOException {
        return publish(new Publication(sections));
    }

    ArchivedFile publish(Publication publication) throws IOException {
        String name = publication.path(type.dataset(), type.byOrganisation());
        Path target = new Path(settings.root() + name);
        FileSystem files = target.getFileSystem();
        if (!files.exists(target)) {
            files.mkdirs(target.getParent());
            if (files.isDistributedFS()) {
                upload(files, target, publication.sections());
            } else {
                rename(files, target, publication.sections());
            }
        }
        FileStatus written = files.getFileStatus(target);
        return describe(name, written.getLen(), publication.sections());
    }

    /** An unfinished upload is seen by nobody, whoever is killed. */
    private void upload(FileSystem files, Path target, List<Section> sections) throws IOException {
        RecoverableFsDataOutputStream out = files.createRecoverableWriter().open(target);
        boolean written = false;
        try {
            write(out, sections);
            out.closeForCommit().commit();
            written = true;
        } finally {
            if (!written) {
                out.close();
            }
        }
    }

    /** Beside the staged files first, and swept up with them if nobody comes back to it. */
    private void rename(FileSystem files, Path target, List<Section> sections) throws IOException {
        Path half =
                StagedNames.next(
                        settings.stagingDirectory(type.dataset()),
                        System.currentTimeMillis(),
                        UUID.randomUUID());
        try (FSDataOutputStream out = files.create(half, FileSystem.WriteMode.NO_OVERWRITE)) {
            write(out, sections);
            out.sync();
        }
        if (!files.rename(half, target)) {
            throw new IOException(half + " cannot be renamed to " + target);
        }
    }

    private void write(FSDataOutputStream out, List<Section> sections) throws IOException {
        try (ParquetRows rows = new ParquetRows(out, type)) {
            SectionMerge.visit(sections, type, rows::write);
            rows.finish();
        }
    }

    private ArchivedFile describe(String path, long bytes, List<Section> sections) {
        Section first = sections.get(0);
        return ArchivedFile.newBuilder()
                .setPath(path)
                .setDataset(type.dataset())
                .setOrg(first.bucket().org())
                .setHour(instant(first.bucket().startMicros()))
                .setRows(sections.stream().mapToLong(Section::rows).sum())
                .setBytes(bytes)
                .setFirstTime(instant(least(sections, Section::firstTime)))
                .setLastTime(instant(-least(sections, section -> -section.lastTime())))
                .setFirstDevice(
                        sections.stream().map(Section::firstDevice).min(BY_BYTES).orElseThrow())
                .setLastDevice(
                        sections.stream().map(Section::lastDevice).max(BY_BYTES).orElseThrow())
                .build();
    }

    private static long least(List<Section> sections, ToLongFunction<Section> of) {
        return sections.stream().mapToLong(of).min().orElseThrow();
    }

    private static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }
}
