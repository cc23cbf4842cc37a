package io.fleetstream.sandbox.process;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** What a cluster on one machine needs beside the settings of every cluster. */
final class FlinkDefaults {
    private static final String LOOPBACK = "127.0.0.1";

    private FlinkDefaults() {}

    static Map<String, String> of(int rpcPort, int restPort, Path data, Path temporary) {
        Map<String, String> settings = new TreeMap<>();
        settings.put("jobmanager.rpc.address", LOOPBACK);
        settings.put("jobmanager.rpc.port", Integer.toString(rpcPort));
        settings.put("jobmanager.bind-host", LOOPBACK);
        settings.put("rest.address", LOOPBACK);
        settings.put("rest.bind-address", LOOPBACK);
        settings.put("rest.port", Integer.toString(restPort));
        settings.put("rest.bind-port", Integer.toString(restPort));
        settings.put("taskmanager.host", LOOPBACK);
        settings.put("taskmanager.bind-host", LOOPBACK);

        settings.put("io.tmp.dirs", temporary.toString());
        settings.put("web.upload.dir", temporary.resolve("uploads").toString());
        settings.put("process.working-dir", temporary.resolve("flink").toString());
        settings.put("execution.checkpointing.dir", data.resolve("checkpoints").toUri().toString());
        settings.put(
                "execution.checkpointing.savepoint-dir",
                data.resolve("savepoints").toUri().toString());

        // A killed TaskManager is missed after seconds, a slow one not at all.
        settings.put("heartbeat.interval", "3 s");
        settings.put("heartbeat.timeout", "60 s");
        settings.put("pekko.ask.timeout", "60 s");

        // Without Flink's shell scripts nobody derives these.
        settings.put("taskmanager.cpu.cores", "1");
        settings.put("taskmanager.memory.framework.heap.size", "128m");
        settings.put("taskmanager.memory.task.heap.size", "640m");
        settings.put("taskmanager.memory.framework.off-heap.size", "128m");
        settings.put("taskmanager.memory.task.off-heap.size", "64m");
        settings.put("taskmanager.memory.managed.size", "240m");
        // A slot has 17 MB. At Flink's 64 MB, RocksDB would write its buffers out at every change
        // and let changes wait for what that leaves to merge.
        settings.put("state.backend.rocksdb.writebuffer.size", "1 mb");
        settings.put("taskmanager.memory.network.min", "64m");
        settings.put("taskmanager.memory.network.max", "64m");
        settings.put("taskmanager.memory.jvm-metaspace.size", "448m");
        settings.put("taskmanager.memory.jvm-overhead.min", "192m");
        settings.put("taskmanager.memory.jvm-overhead.max", "192m");
        settings.put("jobmanager.memory.heap.size", "448m");
        settings.put("jobmanager.memory.jvm-metaspace.size", "320m");
        return settings;
    }
}
