package io.fleetstream.jobs.aggregate.domain;

import java.util.List;
import java.util.TreeSet;

/**
 * How windows are cut into panes. Values are kept in panes as wide as the greatest common divisor
 * of all lengths and slides. Once a pane is sealed it lives on in coarser ones: of each kind of
 * window, as wide as its own length and slide allow, so that thirty days sliding by a day keep
 * thirty panes.
 */
final class WindowPlan {
    /** Most kinds of windows: ids have four bits for them, and one is the pane itself. */
    static final int MOST = 12;

    private static final int KINDS = 16;
    private static final long BEFORE_ALL = -1;

    private final WindowSpec[] specs;
    private final int windows;
    private final long width;
    private final long[] sealedWidths;
    private final int[] sealedBy;
    private final boolean[] early;

    WindowPlan(WindowRules rules) {
        List<WindowSpec> given = rules.windows();
        windows = given.size();
        long divisor = 0;
        TreeSet<Long> widths = new TreeSet<>();
        for (WindowSpec spec : given) {
            divisor = gcd(divisor, gcd(spec.length(), spec.slide()));
        }
        width = divisor;
        for (WindowSpec spec : given) {
            if (spec.length() > width && !spec.isSession()) {
                widths.add(gcd(spec.length(), spec.slide()));
            }
        }
        sealedWidths = widths.stream().mapToLong(Long::longValue).toArray();
        specs = new WindowSpec[rules.rollUps() ? windows + 1 : windows];
        sealedBy = new int[windows];
        early = new boolean[windows];
        long earlyFrom = WindowRules.micros(rules.earlyFrom());
        for (int i = 0; i < windows; i++) {
            specs[i] = given.get(i);
            sealedBy[i] = level(specs[i]);
            early[i] = earlyFrom > 0 && specs[i].isTumbling() && specs[i].length() >= earlyFrom;
        }
        if (rules.rollUps()) {
            specs[windows] = new WindowSpec("pane", width, width);
        }
    }

    private int level(WindowSpec spec) {
        if (spec.length() == width || spec.isSession()) {
            return -1;
        }
        long itsWidth = gcd(spec.length(), spec.slide());
        int level = 0;
        while (sealedWidths[level] != itsWidth) {
            level++;
        }
        return level;
    }

    private static long gcd(long a, long b) {
        return b == 0 ? a : gcd(b, a % b);
    }

    /** Kinds of windows that have rows; the first ones of {@link #kinds()}. */
    int windows() {
        return windows;
    }

    /** Everything that closes: the windows, and the pane if there are roll-ups. */
    int kinds() {
        return specs.length;
    }

    WindowSpec spec(int kind) {
        return specs[kind];
    }

    /** Whether closing it hands a pane to the roll-ups. */
    boolean isPane(int kind) {
        return kind == windows;
    }

    /** Kind under which a pane itself is known; meaningless without roll-ups. */
    int pane() {
        return windows;
    }

    boolean isEarly(int kind) {
        return kind < windows && early[kind];
    }

    boolean hasEarly() {
        for (boolean one : early) {
            if (one) {
                return true;
            }
        }
        return false;
    }

    /** Width of a pane in which values are kept. */
    long width() {
        return width;
    }

    long paneStart(long time) {
        return Math.floorDiv(time, width) * width;
    }

    /** How many widths of sealed panes there are. */
    int levels() {
        return sealedWidths.length;
    }

    long sealedWidth(int level) {
        return sealedWidths[level];
    }

    /** Of which sealed panes a kind of window is made; -1 if of none. */
    int level(int kind) {
        return kind < windows ? sealedBy[kind] : -1;
    }

    /** One number for a kind, or level, and a beginning. */
    static long id(long start, int kind) {
        return start * KINDS + kind;
    }

    /** Id of what a kind of session keeps of panes that are sealed. */
    static long sealedSessions(int kind) {
        return id(BEFORE_ALL, kind);
    }

    static int kind(long id) {
        return (int) Math.floorMod(id, (long) KINDS);
    }

    static long start(long id) {
        return Math.floorDiv(id, KINDS);
    }
}
