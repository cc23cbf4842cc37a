package io.fleetstream.emulator.mqtt;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Runs tasks one at a time, in order, on the threads of another executor. State touched only by
 * such tasks needs no lock, and callbacks of a client library never wait.
 */
public final class SerialExecutor implements Executor {
    /** Tasks after which a turn ends, so that one busy device does not starve the others. */
    private static final int TURN = 256;

    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final AtomicInteger pending = new AtomicInteger();
    private final Executor threads;
    private final Consumer<RuntimeException> failed;

    /**
     * Creates a queue of its own over shared threads.
     *
     * @param failed told of a task that threw; the tasks after it still run
     */
    public SerialExecutor(Executor threads, Consumer<RuntimeException> failed) {
        this.threads = threads;
        this.failed = failed;
    }

    @Override
    public void execute(Runnable task) {
        tasks.add(task);
        if (pending.getAndIncrement() == 0) {
            threads.execute(this::turn);
        }
    }

    private void turn() {
        for (int done = 0; done < TURN; done++) {
            try {
                tasks.remove().run();
            } catch (RuntimeException e) {
                failed.accept(e);
            }
            if (pending.decrementAndGet() == 0) {
                return;
            }
        }
        threads.execute(this::turn);
    }
}
