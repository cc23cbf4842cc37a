package io.fleetstream.benchmarks.child;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Runs one {@link Variant}, or several in turn, until standard input ends, also in the midst of a
 * drain: then the parent is gone and nobody waits for the answer.
 */
public final class ChildMain {
    private static final int FAILED = 1;
    private static final long GRACE_SECONDS = 5;

    private ChildMain() {}

    /** Answers every request; an exception ends the process, with its trace in the log. */
    public static void main(String[] unused) throws Exception {
        PrintStream answers = System.out;
        // Whatever a library prints must not stand between the answers.
        System.setOut(System.err);
        // Clusters and clients have threads that would keep a failed process alive.
        Thread.currentThread().setUncaughtExceptionHandler(ChildMain::halt);
        BlockingQueue<Optional<String>> requests = new LinkedBlockingQueue<>();
        Thread reader = new Thread(() -> read(requests), "requests");
        reader.setDaemon(true);
        reader.start();
        Map<String, Variant> variants = new LinkedHashMap<>();
        Optional<String> line = requests.take();
        while (line.isPresent()) {
            // What the drain before left behind is not this one's to collect.
            System.gc();
            Order order = Wire.read(line.get(), Order.class);
            Variant variant = variants.get(order.name());
            if (variant == null) {
                variant = newVariant(order.variant());
                variants.put(order.name(), variant);
            }
            answers.println(Wire.write(variant.drain(order.request())));
            answers.flush();
            line = requests.take();
        }
        for (Variant variant : variants.values()) {
            variant.close();
        }
        System.exit(0);
    }

    private static Variant newVariant(String type) throws ReflectiveOperationException {
        return Class.forName(type).asSubclass(Variant.class).getDeclaredConstructor().newInstance();
    }

    private static void read(BlockingQueue<Optional<String>> requests) {
        try {
            BufferedReader input =
                    new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            String line = input.readLine();
            while (line != null) {
                requests.add(Optional.of(line));
                line = input.readLine();
            }
            requests.add(Optional.empty());
            TimeUnit.SECONDS.sleep(GRACE_SECONDS);
        } catch (IOException e) {
            System.err.println("requests cannot be read, leaving: " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(FAILED);
    }

    private static void halt(Thread thread, Throwable failure) {
        failure.printStackTrace();
        Runtime.getRuntime().halt(FAILED);
    }
}
