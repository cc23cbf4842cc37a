package io.fleetstream.emulator.truth;

import io.fleetstream.schemas.ReasonCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is true of one device. Filled by {@link GroundTruth}, then only read. */
public final class DeviceTruth {
    private final String id;
    private final Map<String, BootTruth> boots = new LinkedHashMap<>();
    private final Map<ReasonCode, Long> rejects = new EnumMap<>(ReasonCode.class);
    private final Map<ReasonCode, Long> possibleRejects = new EnumMap<>(ReasonCode.class);
    private final List<Duration> offsets = new ArrayList<>();
    private final Map<String, Integer> effects = new LinkedHashMap<>();
    private long possibleDuplicates;
    private long uncertain;
    private long published;
    private boolean marked;

    DeviceTruth(String id) {
        this.id = id;
    }

    /** The device. */
    public String id() {
        return id;
    }

    /** Messages given to the broker, second copies on purpose included, redeliveries not. */
    public long published() {
        return published;
    }

    /** Different good messages: what is to be accepted. */
    public long accepted() {
        return boots.values().stream().mapToLong(BootTruth::accepted).sum();
    }

    /** Whether a good message of a boot was published. */
    public boolean accepted(String boot, long sequence) {
        BootTruth truth = boots.get(boot);
        return truth != null && truth.contains(sequence);
    }

    /** Boots in order; each but the first is a reset. */
    public List<String> boots() {
        return List.copyOf(boots.keySet());
    }

    /** Good messages published again on purpose: duplicates that must be found. */
    public long duplicates() {
        return boots.values().stream().mapToLong(BootTruth::copies).sum();
    }

    /** Good messages sent again by the transport: duplicates that may be found as well. */
    public long possibleDuplicates() {
        return possibleDuplicates;
    }

    /** Numbers that never came, by boot and in order: gaps minus fills. */
    public List<MissingRange> missing() {
        List<MissingRange> ranges = new ArrayList<>();
        boots.forEach((boot, truth) -> ranges.addAll(truth.missing(id, boot)));
        return ranges;
    }

    /** Good messages that came after a greater number of their boot. */
    public long fills() {
        return boots.values().stream().mapToLong(BootTruth::fills).sum();
    }

    /** Bad messages by the reason that must be given for them. */
    public Map<ReasonCode, Long> rejects() {
        return rejects;
    }

    /** Bad messages sent again by the transport, by reason: perhaps refused twice. */
    public Map<ReasonCode, Long> possibleRejects() {
        return possibleRejects;
    }

    /** The last offset of its clock (device minus true time); empty if it was right throughout. */
    public Optional<Duration> clockOffset() {
        return offsets.isEmpty() ? Optional.empty() : Optional.of(offsets.get(offsets.size() - 1));
    }

    /** Messages of unknown fate: with any, nothing exact can be said. */
    public long uncertain() {
        return uncertain;
    }

    /** Whether its last message, good by design, was published: trailing losses then show. */
    public boolean marked() {
        return marked;
    }

    /** How often each command took effect, by its id: once, if all is well. */
    public Map<String, Integer> effects() {
        return Collections.unmodifiableMap(effects);
    }

    void accept(TruthRecord record) {
        TruthKind kind = record.kind();
        published += kind.published() ? 1 : 0;
        marked |= record.marker();
        switch (kind) {
            case GOOD, REORDER, DUPLICATE -> boot(record).good(record.sequence());
            case MALFORMED -> rejects.merge(record.reason(), 1L, Long::sum);
            case REDELIVERED -> redelivered(record);
            case REFUSED -> refused(record);
            case UNPUBLISHED -> uncertain++;
            case SKEW -> offsets.add(Duration.ofMillis(record.offsetMs()));
            case DROP, BUFFER_DROP, REBOOT, SILENCE, RECONNECT, OFFLINE -> {
                // follows from what was published
            }
            case COMMAND_DONE -> effects.merge(record.subject(), 1, Integer::sum);
            case SHADOW_DELTA,
                    SHADOW_STALE,
                    SHADOW_APPLIED,
                    SHADOW_FAILED,
                    SHADOW_IGNORED,
                    SHADOW_FLAPPED,
                    SHADOW_REPORTED,
                    SHADOW_REFUSED,
                    COMMAND_FAILED,
                    COMMAND_IGNORED,
                    COMMAND_REPEATED,
                    COMMAND_UNREADABLE,
                    JOB_BEGUN,
                    JOB_SUCCEEDED,
                    JOB_FAILED,
                    JOB_REJECTED,
                    JOB_LOST -> {
                // says nothing about readings
            }
        }
    }

    private BootTruth boot(TruthRecord record) {
        return boots.computeIfAbsent(record.boot(), unused -> new BootTruth());
    }

    private void redelivered(TruthRecord record) {
        if (record.reason() == null || record.reason() == ReasonCode.DUPLICATE) {
            possibleDuplicates++;
        } else {
            possibleRejects.merge(record.reason(), 1L, Long::sum);
        }
    }

    private void refused(TruthRecord record) {
        if (record.reason() == null) {
            boot(record).refused(record.sequence());
        } else if (record.reason() == ReasonCode.DUPLICATE) {
            boot(record).copyRefused();
        } else {
            rejects.merge(record.reason(), -1L, Long::sum);
        }
    }
}
