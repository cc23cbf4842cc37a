package io.fleetstream.jobs.shadow.state;

import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;

/**
 * What is remembered about the commands of a device. Pending ones go with their end, which the
 * deadline bounds, and are bounded in number; ids of finished ones go by a timer in arrival time. A
 * device that was once seen stays, with about a hundred bytes.
 */
public final class CommandStates {
    /** The device itself. */
    public static final ValueStateDescriptor<CommandDevice> DEVICE =
            new ValueStateDescriptor<>("command-device", TypeInformation.of(CommandDevice.class));

    /** Commands that have not come to an end, by id. */
    public static final MapStateDescriptor<String, CommandRow> PENDING =
            new MapStateDescriptor<>(
                    "pending-commands", Types.STRING, TypeInformation.of(CommandRow.class));

    /** When the others did, microseconds since the epoch, by id. */
    public static final MapStateDescriptor<String, Long> FINISHED =
            new MapStateDescriptor<>("finished-commands", Types.STRING, Types.LONG);

    private CommandStates() {}
}
