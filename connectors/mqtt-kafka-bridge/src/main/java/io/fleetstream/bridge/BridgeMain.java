package io.fleetstream.bridge;

import io.fleetstream.bridge.config.BridgeConfig;
import io.fleetstream.bridge.config.ConfigException;
import io.fleetstream.bridge.config.ConfigLoader;
import io.fleetstream.bridge.mqtt.paho.PahoLink;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs the bridge until SIGTERM; exit status 0, 1 if it failed, 2 for wrong usage. */
@Command(
        name = "fleet-mqtt-kafka-bridge",
        mixinStandardHelpOptions = true,
        version = "0.1.0",
        description = "Carries messages between an MQTT broker and Kafka.")
public final class BridgeMain implements Callable<Integer> {
    private static final Logger LOG = LoggerFactory.getLogger(BridgeMain.class);

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "YAML with what differs from the defaults.")
    private Optional<Path> config = Optional.empty();

    /** Runs with the given arguments and exits. */
    public static void main(String[] args) {
        // A thread that dies would leave half a bridge: better none, which somebody restarts.
        Thread.setDefaultUncaughtExceptionHandler(
                (thread, error) -> {
                    LOG.error("thread {} died; the process ends", thread.getName(), error);
                    Runtime.getRuntime().halt(1);
                });
        int status = new CommandLine(new BridgeMain()).execute(args);
        if (status != 0) {
            System.exit(status);
        }
    }

    @Override
    public Integer call() throws InterruptedException {
        BridgeConfig loaded;
        try {
            loaded = ConfigLoader.load(config, System.getenv());
        } catch (ConfigException e) {
            System.err.println(e.getMessage());
            return 2;
        }
        Bridge bridge;
        try {
            bridge = new Bridge(loaded, PahoLink::new);
        } catch (IOException e) {
            System.err.println(
                    "http.host, http.port: "
                            + loaded.http().host()
                            + ":"
                            + loaded.http().port()
                            + " cannot be bound; choose another port, or 0 for a free one");
            return 1;
        } catch (ConfigException e) {
            System.err.println(e.getMessage());
            return 2;
        }
        run(bridge, loaded);
        return 0;
    }

    private static void run(Bridge bridge, BridgeConfig config) throws InterruptedException {
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(
                        new Thread(
                                () -> {
                                    bridge.close();
                                    LOG.info("stopped");
                                    stopped.countDown();
                                },
                                "shutdown"));
        bridge.start();
        LOG.info("configuration: {}", config);
        System.out.println("HTTP http://" + config.http().host() + ":" + bridge.httpPort());
        stopped.await();
    }
}
