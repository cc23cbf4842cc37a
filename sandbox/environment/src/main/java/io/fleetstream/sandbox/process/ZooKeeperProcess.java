package io.fleetstream.sandbox.process;

import io.fleetstream.sandbox.SandboxException;
import io.fleetstream.sandbox.Service;
import io.fleetstream.sandbox.ZooKeeperService;
import io.fleetstream.sandbox.support.Check;
import io.fleetstream.sandbox.support.Checks;
import io.fleetstream.sandbox.support.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * ZooKeeper as a process: the server whose client Flink uses, out of the same jar of Flink, so that
 * the two are of one version.
 */
final class ZooKeeperProcess extends ProcessService implements ZooKeeperService {
    private static final String MAIN =
            "org.apache.flink.shaded.zookeeper3.org.apache.zookeeper.server.ZooKeeperServerMain";

    private int port;

    ZooKeeperProcess(ProcessContext context) {
        super(Service.ZOOKEEPER, context);
    }

    @Override
    void choosePorts() {
        port = Ports.free();
    }

    @Override
    ManagedProcess launch() {
        return context()
                .start(
                        "zookeeper",
                        context()
                                .java("flink-cluster", MAIN)
                                .jvm("-Xms16m", "-Xmx64m", "-XX:+UseSerialGC")
                                .jvm("-XX:TieredStopAtLevel=1")
                                // a killed process loses nothing by it, and disks of test machines
                                // take seconds
                                .jvm("-Dzookeeper.forceSync=no")
                                .jvm("-Dlog4j.configurationFile=" + logging())
                                .arguments(configuration())
                                .toList(),
                        Map.of());
    }

    private Path configuration() {
        return write(
                "zookeeper.cfg",
                "dataDir=" + data(),
                "clientPortAddress=127.0.0.1",
                "clientPort=" + port,
                "maxClientCnxns=0",
                // sessions last for two to twenty of these
                "tickTime=1000",
                "admin.enableServer=false",
                "4lw.commands.whitelist=ruok",
                "autopurge.purgeInterval=1");
    }

    private Path logging() {
        return write(
                "log4j.properties",
                "rootLogger.level = INFO",
                "rootLogger.appenderRef.out.ref = out",
                "appender.out.name = out",
                "appender.out.type = Console",
                "appender.out.layout.type = PatternLayout",
                "appender.out.layout.pattern = %d{yyyy-MM-dd HH:mm:ss.SSS} %-5p %c{1} - %m%n");
    }

    private Path write(String name, String... lines) {
        Path directory = context().run().directory().resolve("zookeeper-conf");
        try {
            Files.createDirectories(directory);
            return Files.write(directory.resolve(name), List.of(lines));
        } catch (IOException e) {
            throw new SandboxException("no configuration possible in " + directory, e);
        }
    }

    @Override
    Check ready() {
        return Checks.zooKeeper(port);
    }

    @Override
    public String quorum() {
        return "127.0.0.1:" + port;
    }
}
