package io.fleetstream.jobs.shadow.function;

import io.fleetstream.jobs.shadow.domain.beyond.ConflictPolicies;
import io.fleetstream.jobs.shadow.domain.beyond.Extensions;
import io.fleetstream.jobs.shadow.domain.beyond.FlapSettings;
import io.fleetstream.jobs.shadow.domain.beyond.ResendSettings;
import java.time.Duration;

/** Settings of extensions for tests. */
final class TestExtensions {
    /** Everything is on. */
    static final Extensions ALL =
            new Extensions(
                    true,
                    true,
                    true,
                    true,
                    ConflictPolicies.parse("m*=measured-time,v*=vector-clock,w*=merge"),
                    new FlapSettings(2, Duration.ofMinutes(10)),
                    new ResendSettings(Duration.ofSeconds(10), 4),
                    4);

    private TestExtensions() {}
}
