package io.fleetstream.jobs.notify.domain;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fleetstream.schemas.AlarmChangeKind;
import io.fleetstream.schemas.AlarmSeverity;
import io.fleetstream.schemas.Selector;
import io.fleetstream.schemas.SelectorException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Reads the file of targets; the README has its keys. */
public final class TargetsReader {
    private static final int MOST = 50;

    private final List<String> faults = new ArrayList<>();

    private TargetsReader() {}

    /**
     * Reads it whole.
     *
     * @throws TargetException naming everything that is wrong with it
     */
    public static List<Target> read(String yaml) {
        return new TargetsReader().targets(yaml);
    }

    private List<Target> targets(String yaml) {
        JsonNode root;
        try {
            root = new YAMLMapper().readTree(yaml);
        } catch (JsonProcessingException e) {
            throw new TargetException(
                    List.of("the file of targets is no YAML: " + e.getOriginalMessage()));
        }
        TargetNode file = new TargetNode("", root, faults);
        List<Target> targets = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (TargetNode node : file.children("targets")) {
            Target target = target(node);
            if (!names.add(target.name())) {
                node.refuse("name", "a name no other target has");
            }
            targets.add(target);
        }
        file.refuseUnknown();
        if (targets.isEmpty() || targets.size() > MOST) {
            faults.add("targets: expected 1 to " + MOST + " of them");
        }
        if (!faults.isEmpty()) {
            throw new TargetException(faults);
        }
        return targets;
    }

    private Target target(TargetNode node) {
        Target target =
                new Target(
                        node.matching("name", "", "[a-z0-9][a-z0-9-]{0,39}"),
                        url(node),
                        node.text("url-file"),
                        node.matching("method", "POST", "POST|PUT"),
                        subject(node),
                        node.texts("headers"),
                        node.texts("headers-from-files"),
                        node.text("signature-key-file"),
                        pace(node),
                        node.flag("local"),
                        node.matching("start", "latest", "latest|earliest").equals("earliest"));
        if ((target.url() == null) == (target.urlFile() == null)) {
            node.refuse("url", "one of url and url-file");
        }
        node.refuseUnknown();
        return target;
    }

    private static String url(TargetNode node) {
        String url = node.text("url");
        if (url != null && !isAddress(url)) {
            node.refuse("url", "an http or https address without user, password and fragment");
        }
        return url;
    }

    /** Whether requests can go there; credentials do not belong into an address. */
    public static boolean isAddress(String url) {
        try {
            URI uri = URI.create(url);
            return uri.getHost() != null
                    && uri.getUserInfo() == null
                    && uri.getFragment() == null
                    && uri.getScheme().toLowerCase(Locale.ROOT).matches("https?");
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static Subject<?> subject(TargetNode node) {
        boolean rollouts = node.matching("about", "alarms", "alarms|rollouts").equals("rollouts");
        JsonNode body = node.tree("body");
        Template template = body == null ? null : new Template(body.toString());
        Subject<?> subject =
                rollouts
                        ? new RolloutSubject(rollouts(node), template)
                        : new AlarmSubject(alarms(node), template);
        if (template != null) {
            for (String field : template.unknownFields(subject.fields())) {
                node.refuse(
                        "body", "fields of " + subject.name() + "; there is no ${" + field + "}");
            }
        }
        return subject;
    }

    private static RolloutFilter rollouts(TargetNode node) {
        Set<RolloutStep> steps = node.choices("steps", RolloutStep.class);
        return new RolloutFilter(
                node.list("rollouts"), steps.isEmpty() ? RolloutStep.STOPS : steps);
    }

    private static AlarmFilter alarms(TargetNode node) {
        Set<AlarmChangeKind> changes = node.choices("changes", AlarmChangeKind.class);
        String severity = node.text("severity");
        AlarmSeverity least =
                severity == null ? null : node.choice("severity", severity, AlarmSeverity.class);
        String devices = node.text("devices");
        if (devices != null) {
            try {
                Selector.parse(devices);
            } catch (SelectorException e) {
                node.refuse("devices", "a selector: " + e.getMessage());
                devices = null;
            }
        }
        return new AlarmFilter(
                node.list("rules"),
                least == null ? AlarmSeverity.UNSPECIFIED : least,
                changes.isEmpty() ? EnumSet.allOf(AlarmChangeKind.class) : changes,
                devices);
    }

    private static Target.Pace pace(TargetNode node) {
        Target.Pace defaults = Target.Pace.DEFAULT;
        Duration least = Duration.ofMillis(10);
        Duration hour = Duration.ofHours(1);
        return new Target.Pace(
                node.whole("concurrency", defaults.concurrency(), 1, 256),
                node.duration("timeout", defaults.timeout(), least, Duration.ofMinutes(5)),
                node.duration("first-backoff", defaults.firstBackoff(), least, hour),
                node.duration("longest-backoff", defaults.longestBackoff(), least, hour),
                node.duration("give-up-after", defaults.giveUpAfter(), least, Duration.ofDays(2)));
    }
}
