package io.fleetstream.cli.registry;

import io.fleetstream.schemas.Device;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What an import would do, before anything is written.
 *
 * @param rows rows to write, in the order of the file
 * @param added how many of them are of new devices
 * @param unchanged lines that say what the registry has already
 * @param bad lines that cannot be imported, by number
 * @param unknownModels models the rows name and {@code device.models} does not have
 */
record ImportPlan(
        List<Device> rows, int added, int unchanged, List<BadLine> bad, Set<String> unknownModels) {

    /** Compares a file with the registry. */
    static ImportPlan of(
            DeviceFile file, Map<String, Device> registry, Set<String> models, DeviceMerge merge) {
        List<Device> rows = new ArrayList<>();
        List<BadLine> bad = new ArrayList<>(file.bad());
        Set<String> unknownModels = new TreeSet<>();
        Map<String, Integer> seen = new HashMap<>();
        int added = 0;
        int unchanged = 0;
        for (DeviceLine line : file.lines()) {
            Integer earlier = seen.putIfAbsent(line.deviceId(), line.number());
            if (earlier != null && !line.deviceId().isEmpty()) {
                bad.add(
                        new BadLine(
                                line.number(),
                                "device "
                                        + line.deviceId()
                                        + " stands in line "
                                        + earlier
                                        + " already"));
                continue;
            }
            Device known = registry.get(line.deviceId());
            try {
                Optional<Device> row = merge.merge(known, line);
                if (row.isEmpty()) {
                    unchanged++;
                    continue;
                }
                rows.add(row.get());
                added += known == null ? 1 : 0;
                String model = row.get().getModel();
                if (model != null && !models.contains(model)) {
                    unknownModels.add(model);
                }
            } catch (BadFieldException e) {
                bad.add(new BadLine(line.number(), e.getMessage()));
            }
        }
        bad.sort(java.util.Comparator.comparingInt(BadLine::number));
        return new ImportPlan(rows, added, unchanged, bad, unknownModels);
    }

    /** Rows of devices the registry had, with something else in them. */
    int changed() {
        return rows.size() - added;
    }
}
