package io.fleetstream.emulator.update;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fleetstream.emulator.truth.TruthKind;
import java.util.Optional;
import java.util.function.Consumer;

/** What a {@link JobsClient} does to the world. */
public interface UpdatePort {
    /** Publishes a request under {@code $aws/things/DEVICE/jobs/}. */
    void request(String rest, ObjectNode payload);

    /**
     * Fetches an image.
     *
     * @param arrived told the bytes, or nothing if it failed; called later, on the same thread
     */
    void download(String url, Consumer<Optional<byte[]>> arrived);

    /** Which version it runs. */
    String firmware();

    /** Which hardware it is. */
    String hardware();

    /** The counter against going back that it has kept; 0 for none. */
    int counter();

    /** Keeps a counter, if it is higher; it is safe when this returns. */
    void keep(int counter);

    /** Starts again with that image; the connection is cut meanwhile. */
    void boot(String firmware, FirmwareEffects effects);

    /** Something for the truth. */
    void happened(TruthKind kind, String jobId);
}
