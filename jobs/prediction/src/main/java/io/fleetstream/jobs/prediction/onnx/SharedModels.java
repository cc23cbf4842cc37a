package io.fleetstream.jobs.prediction.onnx;

import io.fleetstream.jobs.prediction.domain.model.ModelException;
import io.fleetstream.jobs.prediction.domain.model.ModelSpec;
import java.util.HashMap;
import java.util.Map;

/**
 * The sessions of this process: subtasks of a job share them, because a session takes memory and
 * time to make, and can be asked by many threads. Flink loads the classes of a job once for all its
 * subtasks in a TaskManager, so that a static table is one per job and TaskManager.
 */
public final class SharedModels {
    private static final Map<Key, Entry> ENTRIES = new HashMap<>();

    private SharedModels() {}

    private record Key(String id, int version, String sha256, ModelSpec spec) {}

    private static final class Entry {
        private final OnnxModel model;
        private int users;

        private Entry(OnnxModel model) {
            this.model = model;
        }
    }

    /** The use of a shared model; ends with {@link #close}. */
    public static final class Lease implements AutoCloseable {
        private final Key key;
        private final OnnxModel model;
        private boolean ended;

        private Lease(Key key, OnnxModel model) {
            this.key = key;
            this.model = model;
        }

        /** The model. */
        public OnnxModel model() {
            return model;
        }

        /** The last one to leave closes the session. */
        @Override
        public void close() {
            synchronized (ENTRIES) {
                if (ended) {
                    return;
                }
                ended = true;
                Entry entry = ENTRIES.get(key);
                entry.users--;
                if (entry.users == 0) {
                    ENTRIES.remove(key);
                    entry.model.close();
                }
            }
        }
    }

    /**
     * Uses a version of a model, and loads it if nobody does yet.
     *
     * @throws ModelException as {@link OnnxModel#load}
     */
    public static Lease use(ModelSpec spec, int version, byte[] content) throws ModelException {
        Key key = new Key(spec.id(), version, Digests.sha256(content), spec);
        synchronized (ENTRIES) {
            Entry entry = ENTRIES.get(key);
            if (entry == null) {
                entry = new Entry(OnnxModel.load(spec, content));
                ENTRIES.put(key, entry);
            }
            entry.users++;
            return new Lease(key, entry.model);
        }
    }

    /** How many sessions there are. */
    public static int sessions() {
        synchronized (ENTRIES) {
            return ENTRIES.size();
        }
    }
}
