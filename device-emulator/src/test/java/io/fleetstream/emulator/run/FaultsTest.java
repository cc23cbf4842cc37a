package io.fleetstream.emulator.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetstream.emulator.signal.DeviceIdentity;
import io.fleetstream.emulator.signal.Fleet;
import io.fleetstream.emulator.signal.Profiles;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FaultsTest {
    private static final long SEED = 77;

    @Test
    void readsSharesByName() {
        assertThat(FaultRates.parse("duplicate=0.01, malformed=0.5"))
                .isEqualTo(new FaultRates(0.01, 0.5));
        assertThat(FaultRates.parse("malformed=1")).isEqualTo(new FaultRates(0, 1));
        assertThat(FaultRates.parse("all")).isEqualTo(FaultRates.ALL);
        assertThat(
                        FaultRates.parse(
                                "drop=.1,reorder=.2,skew=.3,clock-step=.4,silence=.5,reboot=.6,"
                                        + "reconnect-storm=.7,gateway-offline=.8"))
                .isEqualTo(new FaultRates(0, 0, .1, .2, .3, .4, .5, .6, .7, .8));
    }

    @Test
    void messagesFailAsOftenAsAskedAndAlwaysTheSame() {
        FaultPlan plan = new FaultPlan(SEED, new FaultRates(0.1, 0.2));
        FaultPlan again = new FaultPlan(SEED, new FaultRates(0.1, 0.2));
        Map<Fault, Integer> counts = new EnumMap<>(Fault.class);
        List<DeviceIdentity> devices = Fleet.of(10, Profiles.ALL, "acme", List.of("s"), "");
        for (DeviceIdentity device : devices) {
            for (long sequence = 1; sequence <= 1000; sequence++) {
                Fault fault = plan.at(device, sequence);
                assertThat(again.at(device, sequence)).isEqualTo(fault);
                counts.merge(fault, 1, Integer::sum);
            }
        }
        assertThat(counts.get(Fault.DUPLICATE)).isBetween(900, 1100);
        assertThat(counts.get(Fault.MALFORMED)).isBetween(1850, 2150);
    }

    @Test
    void nothingFailsUnlessAsked() {
        FaultPlan plan = new FaultPlan(SEED, FaultRates.NONE);
        DeviceIdentity device = Fleet.of(1, Profiles.ALL, "acme", List.of("s"), "").get(0);
        for (long sequence = 1; sequence <= 1000; sequence++) {
            assertThat(plan.at(device, sequence)).isEqualTo(Fault.NONE);
        }
    }
}
