package io.fleetstream.e2e;

import io.fleetstream.cli.demo.Outputs;
import io.fleetstream.cli.stack.FleetRegistration;
import io.fleetstream.cli.stack.Ledger;
import io.fleetstream.cli.stack.Stack;
import io.fleetstream.cli.stack.StackDirectory;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * One stack for all end-to-end tests of a JVM, with the ledger of what passes through it. Tests
 * take a {@link Books} mark before they begin and compare with it, so the order does not matter.
 */
final class SharedStack implements BeforeAllCallback {
    /** So many messages of a device that nobody has registered wait until somebody does. */
    static final int PARKED_MESSAGES = 40;

    private static final ExtensionContext.Namespace NAMESPACE =
            ExtensionContext.Namespace.create(SharedStack.class);

    /**
     * What waits for a checkpoint, which is most of what tests wait for, waits for less; and
     * nothing here waits for 20 ms, for which a machine that is busy would have to get up often.
     */
    private static final Map<String, String> ENGINE =
            Map.of(
                    "execution.checkpointing.interval", "4 s",
                    "execution.checkpointing.min-pause", "1 s",
                    "execution.buffer-timeout.interval", "100 ms");

    private static final Map<String, Map<String, String>> SETTINGS =
            Map.of(
                    "ingest",
                    Map.of(
                            "--ingest.books-interval",
                            "PT2S",
                            "--ingest.parking-messages",
                            Integer.toString(PARKED_MESSAGES)),
                    "archive",
                    Map.of("--archive.publish-after", "PT3S"));

    private Running running;

    @Override
    public void beforeAll(ExtensionContext context) {
        running =
                context.getRoot()
                        .getStore(NAMESPACE)
                        .getOrComputeIfAbsent("stack", key -> new Running(), Running.class);
    }

    Stack stack() {
        return running.stack;
    }

    Books books() {
        return running.books;
    }

    /** Closed by JUnit when all tests are over. */
    private static final class Running implements AutoCloseable {
        private final StackDirectory directory;
        private final Stack stack;
        private final Ledger ledger;
        private final Books books;

        Running() {
            try {
                directory =
                        StackDirectory.claim(
                                // of the module whose tests run: Maven starts them there
                                Path.of("target").toAbsolutePath(), "stack");
                stack =
                        Stack.start(
                                directory.path(),
                                Stack.JOBS,
                                SETTINGS,
                                ENGINE,
                                line -> System.out.println("[stack] " + line));
                FleetRegistration.allowEveryone(stack, Instant.now());
                ledger = new Ledger(stack.sandbox().kafka().bootstrapServers());
                books = new Books(ledger, new Outputs(stack));
            } catch (IOException e) {
                throw new IllegalStateException("the stack does not start", e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted", e);
            }
        }

        @Override
        public void close() throws IOException {
            ledger.close();
            stack.close();
            directory.close();
        }
    }
}
