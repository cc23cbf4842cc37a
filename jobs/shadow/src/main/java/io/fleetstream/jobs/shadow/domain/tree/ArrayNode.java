package io.fleetstream.jobs.shadow.domain.tree;

/** An array, which is only ever replaced as a whole; all leaves in it have its stamp. */
public final class ArrayNode extends Node {
    private final Node[] elements;
    private final long stamp;

    /**
     * An array.
     *
     * @param elements the elements; not copied
     * @param stamp when it was written, epoch seconds
     */
    public ArrayNode(Node[] elements, long stamp) {
        this.elements = elements;
        this.stamp = stamp;
    }

    /** Number of elements. */
    public int size() {
        return elements.length;
    }

    /** One element, counted from 0. */
    public Node element(int index) {
        return elements[index];
    }

    /** When it was written, epoch seconds. */
    public long stamp() {
        return stamp;
    }

    @Override
    public void writeState(JsonOut out) {
        out.put('[');
        for (int i = 0; i < elements.length; i++) {
            if (i > 0) {
                out.put(',');
            }
            elements[i].writeState(out);
        }
        out.put(']');
    }

    @Override
    public void writeMetadata(JsonOut out) {
        out.put('[');
        for (int i = 0; i < elements.length; i++) {
            if (i > 0) {
                out.put(',');
            }
            elements[i].writeMetadata(out);
        }
        out.put(']');
    }

    @Override
    boolean hasNull() {
        for (Node element : elements) {
            if (element.hasNull()) {
                return true;
            }
        }
        return false;
    }

    @Override
    int computeJsonSize() {
        int size = 2 + Math.max(0, elements.length - 1);
        for (Node element : elements) {
            size += element.jsonSize();
        }
        return size;
    }
}
