package io.fleetstream.jobs.shadow.domain.beyond;

import io.fleetstream.jobs.shadow.domain.request.Section;
import io.fleetstream.jobs.shadow.domain.tree.BinaryIn;
import io.fleetstream.jobs.shadow.domain.tree.BinaryOut;
import io.fleetstream.jobs.shadow.domain.tree.JsonOut;
import io.fleetstream.jobs.shadow.domain.tree.ObjectNode;
import io.fleetstream.jobs.shadow.domain.tree.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.function.Supplier;

/**
 * What the extensions remember of a shadow, beside it: nothing for a shadow that makes no use of
 * them. Lives as long as one request is worked on; what it has become counts only if the request
 * was accepted.
 *
 * <p>As bytes: form, parts that follow, base time, parts. Times are distances to the base. Before
 * the clocks stands the kind of their stamps, because stamps of another policy would say nothing,
 * and might stand against every write for ever; the form before this one did not tell it.
 */
public final class Extras {
    private static final int FORM = 2;
    private static final int FORM_WITHOUT_STAMPS = 1;
    private static final int LEASES = 1;
    private static final int CLOCKS = 2;
    private static final int FLAPS = 4;
    private static final int DEADLINE = 8;
    private static final int RESEND = 16;

    private final Extensions extensions;
    private final ConflictPolicy policy;
    private final List<Notice> notices = new ArrayList<>();
    private Leases leases = new Leases();
    private Clocks clocks = new Clocks();
    private Flaps flaps = new Flaps();
    private long deadline;
    private Resend resend = Resend.NONE;

    /** Those of a shadow of which nothing is remembered. */
    public Extras(Extensions extensions, String shadow) {
        this.extensions = extensions;
        this.policy = extensions.conflicts().of(shadow);
    }

    /** Those that {@link #toBytes} wrote; null for nothing. */
    public static Extras of(byte[] stored, Extensions extensions, String shadow) {
        Extras extras = new Extras(extensions, shadow);
        if (stored != null) {
            extras.read(new BinaryIn(stored, 0));
        }
        return extras;
    }

    /** Whether the shadow can remember all the writers that a request knows of. */
    public boolean hasRoomFor(RequestProperties properties) {
        return properties.clock() == null || clocks.hasRoomFor(properties.clock());
    }

    /**
     * What of an update is to be merged; empty if it is an expiry that comes too late to change
     * anything.
     *
     * @param patch all of it
     * @param now arrival, microseconds since the epoch
     * @param oldDesired gives the section before; null if absent
     * @param oldReported gives the section before; null if absent
     */
    public Optional<Patch> admit(
            Patch patch,
            RequestProperties properties,
            boolean expiry,
            long now,
            Supplier<ObjectNode> oldDesired,
            Supplier<ObjectNode> oldReported) {
        Patch admitted = patch;
        if (expiry) {
            ObjectNode over = leases.over(patch.desired().content(), now, notices);
            if (over.size() == 0) {
                return Optional.empty();
            }
            admitted = new Patch(Section.ABSENT, Section.of(over), Section.ABSENT, Section.ABSENT);
        } else if (policy.isStamped()) {
            Stamp stamp = clocks.stamp(policy, properties, now);
            admitted = clocks.admit(patch, oldDesired, oldReported, stamp, now, notices);
        }
        lease(admitted.clearDesired(), null);
        boolean leased = properties.ttlMicros() > 0;
        lease(admitted.desired(), leased ? new Lease(now, now + properties.ttlMicros()) : null);
        if (!expiry && changes(admitted.desired())) {
            long kept = deadline > now ? deadline : 0;
            deadline = properties.deadline() == 0 ? kept : properties.deadline();
        }
        if (extensions.flaps().isOn() && admitted.reported().kind() == Section.Kind.OBJECT) {
            flaps.reported(
                    admitted.reported().content(),
                    oldReported.get(),
                    now,
                    extensions.flaps(),
                    notices);
        }
        return Optional.of(admitted);
    }

    private static boolean changes(Section section) {
        return section.kind() == Section.Kind.NULL || section.content().size() > 0;
    }

    private void lease(Section section, Lease lease) {
        switch (section.kind()) {
            case NULL -> leases.clear();
            case OBJECT -> leases.written(section.content(), lease);
            default -> {}
        }
    }

    /**
     * An update was accepted.
     *
     * @param token its client token; null if it had none
     * @param pending whether something desired is not reported
     */
    public void accepted(
            Text token,
            boolean pending,
            Supplier<ObjectNode> desired,
            Supplier<ObjectNode> reported) {
        if (policy.isStamped()) {
            clocks.forgetOldest(desired.get(), reported.get());
        }
        deadline = pending ? deadline : 0;
        resend = pending && extensions.resend().isOn() ? resend.ofVersion(token) : Resend.NONE;
    }

    /** The shadow was deleted. */
    public void deleted(RequestProperties properties, long now) {
        leases = new Leases();
        flaps = new Flaps();
        deadline = 0;
        resend = Resend.NONE;
        if (policy.isStamped()) {
            clocks.deleted(clocks.stamp(policy, properties, now));
        }
    }

    /** What is to be told. */
    public List<Notice> notices() {
        return notices;
    }

    /** When what is desired is to be reached, microseconds since the epoch; 0 if nobody said. */
    public long deadline() {
        return deadline;
    }

    /** When desired values end, microseconds since the epoch, rising. */
    public SortedSet<Long> ends() {
        return leases.ends();
    }

    /** Payload of the request that removes the values whose time ends then. */
    public byte[] expiry(long until) {
        JsonOut out = new JsonOut();
        Text.of("{\"state\":{\"desired\":").writeTo(out);
        leases.endingAt(until).writeState(out);
        return out.put('}').put('}').toBytes();
    }

    /** How the delta of the shadow is being sent again. */
    public Resend resend() {
        return resend;
    }

    /** Changes how the delta is being sent again. */
    public void resend(Resend next) {
        resend = next;
    }

    /** As bytes; null if nothing is to be remembered. */
    public byte[] toBytes(BinaryOut out, long base) {
        int parts =
                (leases.isEmpty() ? 0 : LEASES)
                        | (clocks.isEmpty() ? 0 : CLOCKS)
                        | (flaps.isEmpty() ? 0 : FLAPS)
                        | (deadline == 0 ? 0 : DEADLINE)
                        | (resend.isNothing() ? 0 : RESEND);
        if (parts == 0) {
            return null;
        }
        out.reset();
        out.putVarint(FORM).putVarint(parts).putVarint(base);
        if (!leases.isEmpty()) {
            leases.write(out, base);
        }
        if (!clocks.isEmpty()) {
            out.putVarint(policy.stamps());
            clocks.write(out, base);
        }
        if (!flaps.isEmpty()) {
            flaps.write(out, base);
        }
        if (deadline != 0) {
            out.putZigZag(base - deadline);
        }
        if (!resend.isNothing()) {
            resend.write(out, base);
        }
        return out.toBytes();
    }

    private void read(BinaryIn in) {
        long form = in.varint();
        if (form != FORM && form != FORM_WITHOUT_STAMPS) {
            throw new IllegalStateException("extras in state have the unknown form " + form);
        }
        long parts = in.varint();
        long base = in.varint();
        leases = (parts & LEASES) == 0 ? leases : Leases.read(in, base);
        if ((parts & CLOCKS) != 0) {
            long stamps = form == FORM ? in.varint() : policy.stamps();
            Clocks stored = Clocks.read(in, base);
            clocks = stamps == policy.stamps() ? stored : clocks;
        }
        flaps = (parts & FLAPS) == 0 ? flaps : Flaps.read(in, base);
        deadline = (parts & DEADLINE) == 0 ? 0 : base - in.zigZag();
        resend = (parts & RESEND) == 0 ? Resend.NONE : Resend.read(in, base);
    }
}
