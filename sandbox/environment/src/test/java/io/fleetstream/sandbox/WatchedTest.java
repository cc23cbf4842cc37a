package io.fleetstream.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WatchedTest {
    private final List<String> console = new ArrayList<>();
    private boolean running = true;
    private boolean startable = true;
    private int starts;
    private long now;
    private final Watched watched = new Watched("one", () -> running, this::start);

    private void start() {
        if (!startable) {
            throw new SandboxException("port taken\nand a long log");
        }
        starts++;
        running = true;
    }

    @Test
    void leavesAloneWhatRuns() {
        look(Duration.ZERO);
        look(Duration.ofHours(1));
        assertThat(starts).isZero();
        assertThat(console).isEmpty();
    }

    @Test
    void startsWhatDiedAfterASecondAndSaysSo() {
        die();
        assertThat(console).containsExactly("one: died; starting it again in 1 s, see its log");
        look(Duration.ofMillis(900));
        assertThat(starts).isZero();
        look(Duration.ofMillis(100));
        assertThat(starts).isEqualTo(1);
        assertThat(console).last().isEqualTo("one: runs again");
    }

    @Test
    void waitsTwiceAsLongEachTimeUpToAMinuteUntilItStaysWellForFiveMinutes() {
        for (int delay : new int[] {1, 2, 4, 8, 16, 32, 60, 60}) {
            die();
            assertThat(console).last().asString().contains("again in " + delay + " s");
            look(Duration.ofSeconds(delay));
            assertThat(running).isTrue();
        }
        look(Duration.ofMinutes(6));
        die();
        assertThat(console).last().asString().contains("again in 1 s");
    }

    @Test
    void triesAgainLaterWhatDoesNotStart() {
        startable = false;
        die();
        look(Duration.ofSeconds(1));
        assertThat(console).last().isEqualTo("one: does not start, again in 2 s: port taken");
        startable = true;
        look(Duration.ofSeconds(1));
        assertThat(starts).isZero();
        look(Duration.ofSeconds(1));
        assertThat(starts).isEqualTo(1);
    }

    private void die() {
        running = false;
        look(Duration.ZERO);
    }

    private void look(Duration later) {
        now += later.toNanos();
        watched.look(() -> now, console::add);
    }
}
