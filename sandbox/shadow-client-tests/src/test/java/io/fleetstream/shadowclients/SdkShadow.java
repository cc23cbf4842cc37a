package io.fleetstream.shadowclients;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * What both clients of the SDK can do with one shadow, so that the same tests run on either. A
 * request that is rejected fails with {@link Rejected}.
 */
interface SdkShadow extends AutoCloseable {

    /** The shadow as it is. */
    CompletableFuture<State> get();

    /** Updates; sections that are null are left out, as is a version that is null. */
    CompletableFuture<Integer> update(
            Map<String, Object> desired, Map<String, Object> reported, Integer version);

    /** Deletes; the version that was. */
    CompletableFuture<Integer> delete();

    /** Deltas so far, in order of arrival. */
    List<Delta> deltas();

    /** Versions of the documents told so far, in order of arrival. */
    List<Integer> documents();

    /** Ends the connection and frees what the SDK holds outside the heap. */
    @Override
    void close();

    /** Answer to a get. */
    record State(
            int version,
            Map<String, Object> desired,
            Map<String, Object> reported,
            Map<String, Object> delta) {}

    /** What is desired and not reported. */
    record Delta(int version, Map<String, Object> state) {}

    /** The shadow said no. */
    final class Rejected extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final int code;

        Rejected(int code, String message) {
            super(message);
            this.code = code;
        }

        int code() {
            return code;
        }
    }
}
