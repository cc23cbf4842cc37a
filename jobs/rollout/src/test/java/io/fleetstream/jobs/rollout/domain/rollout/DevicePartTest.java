package io.fleetstream.jobs.rollout.domain.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetstream.jobs.rollout.domain.rollout.DeviceRollout.Phase;
import io.fleetstream.jobs.rollout.domain.rollout.DeviceStep.Order;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class DevicePartTest {
    private static final String ONE_STAGE = "budget: 100\nstages: [{percent: 100}]\n";
    private static final String NIGHTS = "maintenance: [{from: \"02:00\", to: \"03:00\"}]\n";

    private DeviceRollout known = DeviceRollout.outside(0);

    @Test
    void isToldOnceItsBucketIsReleased() throws DefinitionException {
        TestControl control = new TestControl(ONE_STAGE).say(ControlCommand.START).settle();
        DevicePart part = part(control);
        assertThat(part.count(known, control.view(), false).next()).isEqualTo(known);
        known = part.count(known, control.view(), true).next();
        assertThat(look(control, part, true)).isNull();
        control.counted(1);
        control.settle();

        assertThat(look(control, part, true)).isEqualTo(Order.START);
        assertThat(known.phase()).isEqualTo(Phase.TOLD);
        assertThat(look(control, part, true)).isNull();
    }

    @Test
    void isNotToldWhoseCountWasNotReleased() throws DefinitionException {
        TestControl control = new TestControl(ONE_STAGE).begun();
        known = known.counted(2);

        assertThat(look(control, part(control), true)).isNull();
        assertThat(known.phase()).isEqualTo(Phase.COUNTED);
    }

    @Test
    void waitsForAMaintenanceWindowOfItsOwnZone() throws DefinitionException {
        TestControl control = new TestControl(NIGHTS + ONE_STAGE).begun();
        DevicePart tokyo = new DevicePart(control.definition, "d1", ZoneId.of("Asia/Tokyo"));
        known = known.counted(1);

        assertThat(look(control, tokyo, true)).isNull();
        assertThat(known.phase()).isEqualTo(Phase.RELEASED);
        // 02:00 in Tokyo is 17:00 the day before
        long window = tokyo.lookAgainAt(known, control.view(), control.now);
        assertThat(window).isEqualTo(17 * 3_600_000L);
        control.now = window;
        assertThat(look(control, tokyo, true)).isEqualTo(Order.START);
    }

    @Test
    void isNotToldWhilePaused() throws DefinitionException {
        TestControl control = new TestControl(NIGHTS + ONE_STAGE).begun();
        DevicePart part = part(control);
        known = known.counted(1);
        look(control, part, true);
        control.say(ControlCommand.PAUSE);
        control.now = 2 * 3_600_000L;
        assertThat(look(control, part, true)).isNull();
        control.say(ControlCommand.RESUME);
        assertThat(look(control, part, true)).isEqualTo(Order.START);
    }

    @Test
    void isCalledOffWhenItIsAbortedAndRolledBackOnce() throws DefinitionException {
        TestControl control = new TestControl(ONE_STAGE).begun();
        DevicePart part = part(control);
        known = known.counted(1);
        look(control, part, true);
        control.say(ControlCommand.ABORT);
        assertThat(look(control, part, true)).isEqualTo(Order.CANCEL);
        assertThat(look(control, part, true)).isNull();
        control.say(ControlCommand.ROLLBACK);
        assertThat(look(control, part, true)).isEqualTo(Order.ROLLBACK);
        assertThat(look(control, part, true)).isNull();
    }

    @Test
    void getsThePreviousVersionIfItHasTheUpdate() throws DefinitionException {
        TestControl control = new TestControl(ONE_STAGE).begun();
        DevicePart part = part(control);
        known = known.counted(1);
        look(control, part, true);
        known = part.ended(known, Phase.SUCCEEDED, control.now).next();
        control.say(ControlCommand.ROLLBACK);

        assertThat(look(control, part, true)).isEqualTo(Order.ROLLBACK);
    }

    @Test
    void staysWhereItIsIfItWouldNotUpdate() throws DefinitionException {
        TestControl control = new TestControl(ONE_STAGE).begun();
        DevicePart part = part(control);
        known = known.counted(1);
        look(control, part, true);
        DeviceStep rejected = part.ended(known, Phase.REJECTED, control.now);
        assertThat(rejected.progress().rejected()).isEqualTo(1);
        known = rejected.next();
        control.say(ControlCommand.ROLLBACK);

        assertThat(look(control, part, true)).isNull();
    }

    @Test
    void countsItsFirstEndAlone() throws DefinitionException {
        TestControl control = new TestControl(ONE_STAGE).begun();
        DevicePart part = part(control);
        known = known.counted(1);
        look(control, part, true);
        known = part.ended(known, Phase.TIMED_OUT, control.now).next();

        DeviceStep late = part.ended(known, Phase.SUCCEEDED, control.now);
        assertThat(late.progress()).isNull();
        assertThat(late.next().phase()).isEqualTo(Phase.TIMED_OUT);
    }

    @Test
    void endsThoughARestoredJobHasNotHeardYetThatItWasReleased() throws DefinitionException {
        TestControl control = new TestControl(ONE_STAGE).begun();
        DevicePart part = part(control);
        DeviceStep step = part.ended(known.counted(1), Phase.SUCCEEDED, control.now);

        assertThat(step.progress().succeeded()).isEqualTo(1);
        known = step.next();
        assertThat(look(control, part, true)).isNull();
    }

    @Test
    void isRemovedIfItIsNoTargetAnyMore() throws DefinitionException {
        TestControl control = new TestControl(ONE_STAGE).begun();
        known = known.counted(1);

        assertThat(look(control, part(control), false)).isEqualTo(Order.REMOVE);
        // its own log says whether it had been told before
        assertThat(known.phase()).isEqualTo(Phase.TOLD);
        known = part(control).ended(known, Phase.FAILED, control.now).next();
        assertThat(known.phase()).isEqualTo(Phase.FAILED);
    }

    private Order look(TestControl control, DevicePart part, boolean eligible) {
        DeviceStep step = part.look(known, control.view(), eligible, control.now);
        known = step.next();
        return step.order();
    }

    private static DevicePart part(TestControl control) {
        return new DevicePart(control.definition, "d1", ZoneOffset.UTC);
    }
}
