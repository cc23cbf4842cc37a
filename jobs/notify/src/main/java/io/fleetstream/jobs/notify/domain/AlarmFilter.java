package io.fleetstream.jobs.notify.domain;

import io.fleetstream.schemas.AlarmChangeKind;
import io.fleetstream.schemas.AlarmEvent;
import io.fleetstream.schemas.AlarmSeverity;
import io.fleetstream.schemas.DeviceTraits;
import io.fleetstream.schemas.Selector;
import java.io.Serializable;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which alarms a target is told of. What a rule on trial says nobody is told of.
 *
 * @param rules names of rules, with {@code *} for any text; empty for all
 * @param least least severity
 * @param changes what must have happened
 * @param devices selector over device, org, site, type and model; null for all devices
 */
public record AlarmFilter(
        List<String> rules, AlarmSeverity least, Set<AlarmChangeKind> changes, String devices)
        implements Serializable {
    /** All of every device, reminders included. */
    public static final AlarmFilter ALL =
            new AlarmFilter(
                    List.of(),
                    AlarmSeverity.UNSPECIFIED,
                    EnumSet.allOf(AlarmChangeKind.class),
                    null);

    private static final long serialVersionUID = 1L;

    /** Makes the collections unmodifiable. */
    public AlarmFilter {
        rules = List.copyOf(rules);
        changes = Set.copyOf(changes);
    }

    /** The filter, ready to judge. */
    public Compiled compile() {
        return new Compiled(
                this, Glob.patterns(rules), devices == null ? null : Selector.parse(devices));
    }

    /**
     * A filter that judges alarms; thread-safe.
     *
     * @param filter what it says
     * @param patterns of the rules
     * @param selector of the devices; null for all
     */
    public record Compiled(AlarmFilter filter, List<Pattern> patterns, Selector selector) {

        /** Whether the target is to be told. */
        public boolean takes(AlarmEvent event) {
            return !event.getOnTrial()
                    && event.getSeverity().compareTo(filter.least) >= 0
                    && filter.changes.contains(event.getChange())
                    && Glob.match(patterns, event.getRuleId())
                    && (selector == null || selector.matches(traits(event)));
        }

        private static DeviceTraits traits(AlarmEvent event) {
            return new DeviceTraits(
                    event.getDeviceId(),
                    event.getOrg(),
                    event.getSite(),
                    event.getDeviceType(),
                    event.getModel(),
                    null,
                    null,
                    null,
                    Map.of());
        }
    }
}
