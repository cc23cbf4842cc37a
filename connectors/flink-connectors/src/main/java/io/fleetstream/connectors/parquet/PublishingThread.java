package io.fleetstream.connectors.parquet;

import io.fleetstream.connectors.parquet.staging.Section;
import io.fleetstream.schemas.ArchivedFile;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.flink.core.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes beside the stream, one file after the other. A store that is out of order is asked
 * again for some minutes, while the stream goes on and stages; then the task fails.
 */
final class PublishingThread implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PublishingThread.class);
    private static final int ATTEMPTS = 20;
    private static final long LONGEST_PAUSE_MILLIS = 30_000;
    private static final long FIRST_PAUSE_MILLIS = 250;
    private static final long TO_END_SECONDS = 30;

    private final Publisher publisher;
    private final FileAnnouncer announcer;
    private final boolean skipMissing;
    private final PublishMetrics metrics;
    private final ExecutorService executor;
    private final Queue<Done> done = new ConcurrentLinkedQueue<>();
    private final AtomicReference<IOException> failure = new AtomicReference<>();
    private Future<?> last;

    /** A publication that was carried out, and the size of its file. */
    record Done(Publication publication, long bytes) {}

    /** Something to do with files. */
    @FunctionalInterface
    interface Work {
        /** Does it; may do it again. */
        void run() throws IOException;
    }

    PublishingThread(
            Publisher publisher,
            FileAnnouncer announcer,
            boolean skipMissing,
            PublishMetrics metrics) {
        this.publisher = publisher;
        this.announcer = announcer;
        this.skipMissing = skipMissing;
        this.metrics = metrics;
        executor =
                Executors.newSingleThreadExecutor(
                        task -> {
                            Thread thread = new Thread(task, "archive-publisher");
                            thread.setDaemon(true);
                            return thread;
                        });
    }

    void publish(Publication publication) {
        run(() -> publishNow(publication));
    }

    void delete(List<String> paths) {
        run(
                () -> {
                    for (String each : paths) {
                        Path path = new Path(each);
                        path.getFileSystem().delete(path, false);
                    }
                });
    }

    void run(Work work) {
        last = executor.submit(() -> patiently(work));
    }

    private void patiently(Work work) {
        for (int attempt = 1; failure.get() == null; attempt++) {
            try {
                work.run();
                return;
            } catch (FileNotFoundException e) {
                failure.compareAndSet(null, e);
            } catch (IOException e) {
                if (attempt == ATTEMPTS) {
                    failure.compareAndSet(null, e);
                    return;
                }
                metrics.retried();
                LOG.warn("Attempt {} at the archive failed, trying again", attempt, e);
                if (!pause(attempt)) {
                    return;
                }
            } catch (RuntimeException | Error e) {
                // in its future nobody would look for it
                failure.compareAndSet(null, new IOException("the archive cannot be written", e));
            }
        }
    }

    private static boolean pause(int attempt) {
        try {
            TimeUnit.MILLISECONDS.sleep(
                    Math.min(LONGEST_PAUSE_MILLIS, FIRST_PAUSE_MILLIS << Math.min(attempt, 16)));
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void publishNow(Publication publication) throws IOException {
        List<Section> sections = publication.sections();
        ArchivedFile file;
        try {
            file = publisher.publish(publication);
        } catch (FileNotFoundException e) {
            sections = present(sections);
            if (sections.size() == publication.sections().size()) {
                throw new IOException("a file came and went", e);
            }
            metrics.missing(publication.sections().size() - sections.size());
            if (!skipMissing) {
                throw new FileNotFoundException(
                        e.getMessage()
                                + ": staged rows are gone. They were published if the job was"
                                + " restored from a checkpoint older than its last one; then set"
                                + " archive.skip-missing to true.");
            }
            LOG.warn(
                    "{} staged sections are gone and passed over",
                    publication.sections().size() - sections.size());
            if (sections.isEmpty()) {
                done.add(new Done(publication, 0));
                return;
            }
            file = publisher.publish(new Publication(sections));
        }
        announcer.announce(file);
        metrics.published(file.getRows(), file.getBytes());
        done.add(new Done(publication, file.getBytes()));
    }

    private static List<Section> present(List<Section> sections) throws IOException {
        List<Section> present = new ArrayList<>();
        for (Section section : sections) {
            Path path = new Path(section.path());
            if (path.getFileSystem().exists(path)) {
                present.add(section);
            }
        }
        return present;
    }

    /**
     * What has been done since the last call.
     *
     * @throws IOException if something could not be done
     */
    List<Done> takeDone() throws IOException {
        IOException thrown = failure.get();
        if (thrown != null) {
            throw new IOException("the archive failed: " + thrown.getMessage(), thrown);
        }
        List<Done> taken = new ArrayList<>();
        for (Done each = done.poll(); each != null; each = done.poll()) {
            taken.add(each);
        }
        return taken;
    }

    /** Waits until all there is to do has been done, or has failed. */
    void await() throws IOException, InterruptedException {
        if (last != null) {
            try {
                last.get();
            } catch (ExecutionException e) {
                throw new IOException("the archive failed", e);
            }
        }
    }

    /** Ends as soon as possible; what is not done is done after a restart. */
    @Override
    public void close() throws IOException {
        executor.shutdownNow();
        try {
            if (!executor.awaitTermination(TO_END_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("A publication does not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        announcer.close();
    }
}
