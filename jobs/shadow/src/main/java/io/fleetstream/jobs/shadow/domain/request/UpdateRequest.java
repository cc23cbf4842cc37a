package io.fleetstream.jobs.shadow.domain.request;

import io.fleetstream.jobs.shadow.domain.tree.Text;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;

/**
 * The payload of a request as read: everything that is in it, and everything wrong with it. With
 * {@link Fault#NOT_UTF8}, {@link Fault#NOT_JSON} or {@link Fault#TOO_LARGE} nothing else is known.
 */
public final class UpdateRequest {
    private final Set<Fault> faults = EnumSet.noneOf(Fault.class);
    private Text clientToken;
    private boolean versioned;
    private long version;
    private boolean stateNull;
    private boolean stateObject;
    private Section desired = Section.ABSENT;
    private Section reported = Section.ABSENT;
    private Text strangeMember;

    UpdateRequest() {}

    static UpdateRequest faulty(Fault fault) {
        UpdateRequest request = new UpdateRequest();
        request.faults.add(fault);
        return request;
    }

    /** The first of the given faults that the request has; null if it has none of them. */
    public Fault first(Collection<Fault> order) {
        if (faults.isEmpty()) {
            return null;
        }
        for (Fault fault : order) {
            if (faults.contains(fault)) {
                return fault;
            }
        }
        return null;
    }

    /** The client token as JSON text with its quotes; null if there is none that can be echoed. */
    public Text clientToken() {
        return clientToken;
    }

    /** Whether it names a version. */
    public boolean isVersioned() {
        return versioned;
    }

    /** The version named; -1 for one that no shadow can have. */
    public long version() {
        return version;
    }

    /** Whether the whole state is null. */
    public boolean isStateNull() {
        return stateNull;
    }

    /** What it says about desired. */
    public Section desired() {
        return desired;
    }

    /** What it says about reported. */
    public Section reported() {
        return reported;
    }

    /** First member of the state that is no section, as JSON text without quotes. */
    public Text strangeMember() {
        return strangeMember;
    }

    void fault(Fault fault) {
        faults.add(fault);
    }

    void clientToken(Text token) {
        clientToken = token;
        faults.remove(Fault.CLIENT_TOKEN);
    }

    void wrongClientToken() {
        clientToken = null;
        faults.add(Fault.CLIENT_TOKEN);
    }

    void version(long number) {
        versioned = true;
        version = number;
        faults.remove(Fault.VERSION);
    }

    void noVersion() {
        versioned = false;
        faults.remove(Fault.VERSION);
    }

    void wrongVersion() {
        versioned = false;
        faults.add(Fault.VERSION);
    }

    /** A state begins; of two, the later counts. */
    void state(boolean isNull, boolean isObject) {
        stateNull = isNull;
        stateObject = isObject;
        desired = Section.ABSENT;
        reported = Section.ABSENT;
        strangeMember = null;
    }

    void desired(Section section) {
        desired = section;
    }

    void reported(Section section) {
        reported = section;
    }

    void strangeMember(Text key) {
        if (strangeMember == null) {
            strangeMember = key;
        }
    }

    /** To be called when all has been read. */
    void finish(boolean statePresent) {
        if (!statePresent) {
            faults.add(Fault.STATE_MISSING);
        } else if (!stateNull && !stateObject) {
            faults.add(Fault.STATE_TYPE);
        }
        if (strangeMember != null) {
            faults.add(Fault.STATE_MEMBER);
        }
        if (desired.kind() == Section.Kind.WRONG) {
            faults.add(Fault.DESIRED_TYPE);
        }
        if (reported.kind() == Section.Kind.WRONG) {
            faults.add(Fault.REPORTED_TYPE);
        }
    }
}
