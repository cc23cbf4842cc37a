package io.fleetstream.emulator.edge;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Messages a gateway keeps until the broker has them: on disk, bounded, oldest first, those with
 * priority before all others. A message is <em>waiting</em>, then <em>taken</em>, and leaves when
 * it is removed; what was taken and not removed when the process ended is waiting again.
 *
 * <p>Drop policy: when a bound would be exceeded the oldest waiting message without priority goes,
 * then the oldest with; taken ones stay. A message past its time to live goes before it is sent.
 * Whatever goes is told.
 *
 * <p>Not thread-safe.
 */
public final class Spool implements Closeable {
    private static final byte ADD = 1;
    private static final byte REMOVE = 2;
    private static final int ADD_HEADER = 1 + 8 + 8 + 1;
    private static final long SLACK = 1 << 20;

    private final SpoolLimits limits;
    private final Consumer<byte[]> dropped;
    private final SpoolFile file;
    private final NavigableMap<Long, Entry> waiting = new TreeMap<>();
    private final NavigableMap<Long, Entry> urgent = new TreeMap<>();
    private final NavigableMap<Long, Entry> taken = new TreeMap<>();
    private long nextId;
    private long liveBytes;

    /** Where a message is and when it was made (epoch milliseconds). */
    private record Entry(long position, int length, long madeMs, boolean priority) {}

    /**
     * A message to be sent.
     *
     * @param id by which it is removed
     * @param content as it was added; not copied
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Taken(long id, byte[] content) {}

    /**
     * Opens a file, or creates it; what it holds is waiting.
     *
     * @param dropped told of the content of every message that is given up
     */
    public Spool(Path path, SpoolLimits limits, Consumer<byte[]> dropped) throws IOException {
        this.limits = limits;
        this.dropped = dropped;
        this.file = new SpoolFile(path, this::recover);
    }

    /** Messages kept, taken ones included. */
    public int size() {
        return waiting.size() + urgent.size() + taken.size();
    }

    /** Messages that wait to be taken. */
    public int backlog() {
        return waiting.size() + urgent.size();
    }

    /**
     * Keeps a message, and gives up others if it must.
     *
     * @param madeMs when it was made, epoch milliseconds of event time
     */
    public void add(byte[] content, long madeMs, boolean priority) throws IOException {
        makeRoom(SpoolFile.footprint(ADD_HEADER + content.length));
        long id = nextId++;
        keep(
                id,
                new Entry(
                        write(file, id, content, madeMs, priority),
                        content.length,
                        madeMs,
                        priority));
        liveBytes += footprint(content.length);
    }

    /**
     * Takes the next message: with priority first, then by age.
     *
     * @param nowMs event time now, epoch milliseconds: what is too old is given up
     * @return null if nothing waits
     */
    public Taken take(long nowMs) throws IOException {
        expire(urgent, nowMs);
        expire(waiting, nowMs);
        NavigableMap<Long, Entry> from = urgent.isEmpty() ? waiting : urgent;
        Map.Entry<Long, Entry> next = from.pollFirstEntry();
        if (next == null) {
            return null;
        }
        taken.put(next.getKey(), next.getValue());
        return new Taken(next.getKey(), content(next.getValue()));
    }

    /** Forgets a taken message: the broker has it, or will never. */
    public void remove(long id) throws IOException {
        Entry entry = taken.remove(id);
        if (entry != null) {
            forget(id, entry);
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    private void makeRoom(long bytes) throws IOException {
        while (backlog() > 0
                && (size() >= limits.messages() || liveBytes + bytes > limits.bytes())) {
            drop(waiting.isEmpty() ? urgent : waiting);
        }
    }

    private void expire(NavigableMap<Long, Entry> entries, long nowMs) throws IOException {
        long oldest = nowMs - limits.timeToLive().toMillis();
        while (!entries.isEmpty() && entries.firstEntry().getValue().madeMs() < oldest) {
            drop(entries);
        }
    }

    private void drop(NavigableMap<Long, Entry> entries) throws IOException {
        Map.Entry<Long, Entry> oldest = entries.pollFirstEntry();
        byte[] content = content(oldest.getValue());
        forget(oldest.getKey(), oldest.getValue());
        dropped.accept(content);
    }

    private void forget(long id, Entry entry) throws IOException {
        liveBytes -= footprint(entry.length());
        file.append(ByteBuffer.allocate(9).put(REMOVE).putLong(id).array());
        if (file.size() > 2 * liveBytes + SLACK) {
            compact();
        }
    }

    private void compact() throws IOException {
        SpoolFile next = file.successor();
        copy(taken, next);
        copy(urgent, next);
        copy(waiting, next);
        file.replaceWith(next);
    }

    private void copy(NavigableMap<Long, Entry> entries, SpoolFile next) throws IOException {
        Iterator<Map.Entry<Long, Entry>> all = entries.entrySet().iterator();
        while (all.hasNext()) {
            Map.Entry<Long, Entry> one = all.next();
            Entry entry = one.getValue();
            byte[] content = content(entry);
            long position = write(next, one.getKey(), content, entry.madeMs(), entry.priority());
            one.setValue(new Entry(position, entry.length(), entry.madeMs(), entry.priority()));
        }
    }

    private static long write(SpoolFile to, long id, byte[] content, long madeMs, boolean priority)
            throws IOException {
        ByteBuffer record = ByteBuffer.allocate(ADD_HEADER + content.length);
        record.put(ADD).putLong(id).putLong(madeMs).put((byte) (priority ? 1 : 0)).put(content);
        return to.append(record.array());
    }

    private byte[] content(Entry entry) throws IOException {
        byte[] record = file.read(entry.position());
        byte[] content = new byte[entry.length()];
        System.arraycopy(record, ADD_HEADER, content, 0, content.length);
        return content;
    }

    private void recover(long position, ByteBuffer record) {
        byte type = record.get();
        long id = record.getLong();
        nextId = Math.max(nextId, id + 1);
        if (type == ADD) {
            long madeMs = record.getLong();
            boolean priority = record.get() != 0;
            keep(id, new Entry(position, record.remaining(), madeMs, priority));
            liveBytes += footprint(record.remaining());
        } else {
            Entry gone = waiting.containsKey(id) ? waiting.remove(id) : urgent.remove(id);
            liveBytes -= gone == null ? 0 : footprint(gone.length());
        }
    }

    private void keep(long id, Entry entry) {
        (entry.priority() ? urgent : waiting).put(id, entry);
    }

    private static long footprint(int contentLength) {
        return SpoolFile.footprint(ADD_HEADER + contentLength);
    }
}
