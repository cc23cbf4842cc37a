package io.fleetstream.benchmarks.shadow;

import io.fleetstream.benchmarks.child.ChildProcess;
import io.fleetstream.benchmarks.child.Request;
import io.fleetstream.benchmarks.measure.Better;
import io.fleetstream.benchmarks.measure.Figure;
import io.fleetstream.benchmarks.run.Run;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** What a million shadows of a kilobyte take, on either state backend. */
final class FleetState {
    private static final long DEVICES = 1_000_000;
    private static final long QUICK_DEVICES = 2_000;
    private static final long ONE_IN = 100;
    private static final Duration LIMIT = Duration.ofMinutes(10);
    private static final double MEGA = 1e6;
    private static final double THOUSAND = 1e3;

    private static final List<Fleet> FLEETS =
            List.of(
                    new Fleet("heap-million", "hashmap", List.of("-Xms5g", "-Xmx5g")),
                    new Fleet(
                            "rocksdb-million",
                            ShadowVariant.ROCKSDB,
                            List.of("-Xms768m", "-Xmx768m")));

    private FleetState() {}

    private record Fleet(String name, String backend, List<String> heap) {}

    /**
     * The figures of the fleets that are wanted.
     *
     * @throws IOException if one failed
     */
    static List<Figure> measure(Run run, Path directory) throws IOException {
        List<Figure> figures = new ArrayList<>();
        long devices = run.quick() ? QUICK_DEVICES : DEVICES;
        for (Fleet fleet : FLEETS) {
            if (run.wants(fleet.name())) {
                run.say("shadow: %s, %,d shadows", fleet.name(), devices);
                figures.addAll(figures(fleet, devices, report(fleet, devices, directory)));
            }
        }
        return figures;
    }

    private static Properties report(Fleet fleet, long devices, Path directory) throws IOException {
        Path report = Files.createDirectories(directory).resolve(fleet.name() + ".properties");
        try (ChildProcess child =
                ChildProcess.start(fleet.name(), FleetVariant.class, directory, fleet.heap())) {
            child.drain(
                    new Request(
                            Map.of(
                                    Setting.BACKEND,
                                    fleet.backend(),
                                    Setting.DEVICES,
                                    Long.toString(devices),
                                    Setting.TOUCHED,
                                    Long.toString(devices / ONE_IN),
                                    Setting.REPORT,
                                    report.toString())),
                    LIMIT);
        }
        Properties properties = new Properties();
        try (Reader file = Files.newBufferedReader(report)) {
            properties.load(file);
        }
        return properties;
    }

    /** What a report says, as figures. */
    private static List<Figure> figures(Fleet fleet, long devices, Properties report) {
        String prefix = "shadow." + fleet.name() + ".";
        List<Figure> figures = new ArrayList<>();
        // of RocksDB the heap says nothing
        String perShadow = fleet.backend().equals(ShadowVariant.ROCKSDB) ? "all.bytes" : "heap";
        figures.add(lower(prefix + "state", number(report, perShadow) / devices, "bytes/shadow"));
        for (String checkpoint : List.of("all", "touched")) {
            figures.add(
                    lower(
                            prefix + "checkpoint-" + checkpoint + ".size",
                            number(report, checkpoint + ".bytes") / MEGA,
                            "MB"));
            figures.add(
                    lower(
                            prefix + "checkpoint-" + checkpoint + ".time",
                            number(report, checkpoint + ".millis") / THOUSAND,
                            "s"));
        }
        return figures;
    }

    private static Figure lower(String name, double value, String unit) {
        return new Figure(name, value, unit, Better.LOWER);
    }

    private static double number(Properties report, String name) {
        return Double.parseDouble(report.getProperty(name));
    }
}
