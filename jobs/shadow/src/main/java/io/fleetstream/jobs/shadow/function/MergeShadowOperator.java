package io.fleetstream.jobs.shadow.function;

import io.fleetstream.connectors.kafka.KafkaRecord;
import io.fleetstream.jobs.shadow.state.ShadowStates;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.SimpleTimerService;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs {@link MergeShadowFunction}. Where it starts from a checkpoint that was taken under other
 * settings of what shadows wait for, it lets the function look at every device once before the
 * first record, so that those that are silent wait for it too. A function alone cannot: it sees the
 * device of a record or a timer only.
 */
public final class MergeShadowOperator
        extends KeyedProcessOperator<String, KafkaRecord, KafkaRecord> {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(MergeShadowOperator.class);
    private static final String TIMERS = "user-timers";

    private final MergeShadowFunction function;

    private transient ListState<String> settings;
    private transient boolean changed;

    /** An operator that runs that function. */
    public MergeShadowOperator(MergeShadowFunction function) {
        super(function);
        this.function = function;
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        settings = context.getOperatorStateStore().getUnionListState(ShadowStates.WAITING_SETTINGS);
        changed = context.isRestored() && isOther(settings.get());
    }

    /** Also where there are none: the checkpoint is from before they were written down. */
    private boolean isOther(Iterable<String> before) {
        boolean any = false;
        for (String each : before) {
            if (!each.equals(function.waitingSettings())) {
                return true;
            }
            any = true;
        }
        return !any;
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        super.snapshotState(context);
        settings.update(List.of(function.waitingSettings()));
    }

    @Override
    public void open() throws Exception {
        super.open();
        if (changed && function.mayWait()) {
            lookAtEveryDevice();
        }
    }

    private void lookAtEveryDevice() throws Exception {
        TimerService timers =
                new SimpleTimerService(
                        getInternalTimerService(TIMERS, VoidNamespaceSerializer.INSTANCE, this));
        KeyedStateBackend<String> backend = getKeyedStateBackend();
        long devices = 0;
        try (Stream<String> keys =
                backend.getKeys(ShadowStates.SHADOWS.getName(), VoidNamespace.INSTANCE)) {
            for (String device : (Iterable<String>) keys::iterator) {
                backend.setCurrentKey(device);
                function.look(timers);
                devices++;
            }
        }
        LOG.info("looked at {} devices for what they wait for under other settings", devices);
    }
}
