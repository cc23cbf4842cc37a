package io.fleetstream.bridge.it;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/**
 * Mosquitto as a child process with its sessions in memory, without limits of its own. The binary
 * is the one that the environment variable {@code FLEET_MOSQUITTO} names, or the first on the PATH.
 */
final class Mosquitto implements AutoCloseable {
    /** What to say where there is none. */
    static final String MISSING =
            "no Mosquitto: install the package mosquitto, or name a binary in FLEET_MOSQUITTO";

    private final Process process;
    private final int port;

    private Mosquitto(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    static Optional<Path> binary() {
        String named = System.getenv("FLEET_MOSQUITTO");
        if (named != null) {
            return Optional.of(Path.of(named));
        }
        // Debian has it where the PATH of ordinary users does not lead.
        String path = System.getenv("PATH") + File.pathSeparator + "/usr/sbin";
        return Stream.of(path.split(File.pathSeparator))
                .map(directory -> Path.of(directory, "mosquitto"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Starts it on a free port of 127.0.0.1; its log goes to {@code target/mosquitto-NAME.log}. */
    static Mosquitto start(Path binary, String name) throws IOException {
        int port = freePort();
        Path config = Path.of("target", "mosquitto-" + name + ".conf");
        Files.writeString(
                config,
                """
                listener %d 127.0.0.1
                user %s
                allow_anonymous true
                persistence false
                set_tcp_nodelay true
                max_queued_messages 0
                max_inflight_messages 1000
                log_dest stderr
                log_type error
                log_type warning
                log_type notice
                """
                        .formatted(port, System.getProperty("user.name")));
        Process process =
                new ProcessBuilder(binary.toString(), "-c", config.toString())
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .redirectError(Path.of("target", "mosquitto-" + name + ".log").toFile())
                        .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> !process.isAlive() || answers(port));
        if (!process.isAlive()) {
            throw new IOException("Mosquitto ended with " + process.exitValue());
        }
        return new Mosquitto(process, port);
    }

    String url() {
        return "tcp://127.0.0.1:" + port;
    }

    int port() {
        return port;
    }

    long pid() {
        return process.pid();
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean answers(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }
}
