package io.fleetstream.emulator.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.IntNode;
import java.time.Duration;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FaultsOfAgentsTest {
    @Test
    void areReadFromNamesAndShares() {
        assertThat(ShadowFaults.parse("ignore=0.5, fail=1")).isEqualTo(new ShadowFaults(0.5, 0, 1));
        assertThat(CommandFaults.parse("repeat=0.25")).isEqualTo(new CommandFaults(0, 0, 0.25));
        assertThatThrownBy(() -> ShadowFaults.parse("sulk=0.1"))
                .hasMessageContaining("sulk")
                .hasMessageContaining("ignore");
        assertThatThrownBy(() -> ShadowFaults.parse("flap=1.5")).hasMessageContaining("flap");
        assertThatThrownBy(() -> CommandFaults.parse("fail=0.6,ignore=0.6"))
                .hasMessageContaining("together");
    }

    @Test
    void sharesOfDevicesAndOfValuesAreKept() {
        AgentOptions options =
                AgentOptions.NONE
                        .withShadows(List.of())
                        .withDelays(Duration.ofSeconds(2), Duration.ZERO)
                        .withFaults(new ShadowFaults(0.2, 0.3, 0.4), CommandFaults.NONE);
        assertThat(devices(seed -> options.shadow(seed).ignores())).isBetween(150L, 250L);
        assertThat(devices(seed -> options.shadow(seed).flaps())).isBetween(250L, 350L);
        assertThat(devices(seed -> options.shadow(seed).fails("/a", IntNode.valueOf(1))))
                .isBetween(340L, 460L);
        ShadowBehaviour one = options.shadow(5);
        assertThat(one.delay()).isEqualTo(Duration.ofSeconds(2));
        assertThat(one.fails("/a", IntNode.valueOf(1)))
                .isEqualTo(options.shadow(5).fails("/a", IntNode.valueOf(1)));
    }

    private static long devices(IntPredicate seed) {
        return IntStream.range(0, 1_000).filter(seed).count();
    }
}
