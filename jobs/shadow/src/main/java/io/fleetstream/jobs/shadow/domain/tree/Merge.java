package io.fleetstream.jobs.shadow.domain.tree;

import java.util.Arrays;

/**
 * Applies the section of a request to that of a shadow. What the request does not name is shared
 * with the old tree; a result that is the old tree itself means that nothing was named.
 */
public final class Merge {
    private final boolean emptyObjectKeepsContent;
    private final boolean emptiedObjectStays;

    /**
     * The rules that AWS does not tell.
     *
     * @param emptyObjectKeepsContent whether <code>{}</code> onto an object with members changes
     *     nothing; if not, it empties the object
     * @param emptiedObjectStays whether an inner object whose last member is removed stays as
     *     <code>{}</code>; if not, it goes
     */
    public Merge(boolean emptyObjectKeepsContent, boolean emptiedObjectStays) {
        this.emptyObjectKeepsContent = emptyObjectKeepsContent;
        this.emptiedObjectStays = emptiedObjectStays;
    }

    /** The section after the request. */
    public ObjectNode apply(ObjectNode base, ObjectNode patch) {
        if (patch.size() == 0) {
            return base;
        }
        Edit edit = new Edit(base, patch.size());
        int hint = 0;
        for (int i = 0; i < patch.size(); i++) {
            Text key = patch.key(i);
            int position = base.find(key, hint);
            hint = position < 0 ? hint : position + 1;
            Node value = patch.value(i);
            if (value instanceof Leaf leaf && leaf.isNull()) {
                edit.remove(position);
            } else if (value instanceof ObjectNode object) {
                edit.set(position, key, onto(position < 0 ? null : base.value(position), object));
            } else {
                edit.set(position, key, WithoutNulls.of(value));
            }
        }
        return edit.finish();
    }

    /** What an object makes of the value it meets; null if there is to be none. */
    private Node onto(Node existing, ObjectNode patch) {
        if (existing instanceof ObjectNode object) {
            if (patch.size() == 0) {
                return emptyObjectKeepsContent ? object : ObjectNode.EMPTY;
            }
            ObjectNode merged = apply(object, patch);
            return merged.size() > 0 || emptiedObjectStays || merged == object ? merged : null;
        }
        if (existing == null) {
            return WithoutNulls.orAbsent(patch);
        }
        return WithoutNulls.of(patch);
    }

    /** The members of an object under change; copied at the first one that really changes. */
    private static final class Edit {
        private static final int AROUND_KEY = 3;

        private final ObjectNode base;
        private final int added;
        private Text[] keys;
        private Node[] values;
        private int size;
        private int growth;
        private boolean removed;

        Edit(ObjectNode base, int added) {
            this.base = base;
            this.added = added;
            this.size = base.size();
        }

        void remove(int position) {
            if (position >= 0) {
                copy();
                values[position] = null;
                removed = true;
            }
        }

        void set(int position, Text key, Node value) {
            if (position >= 0) {
                if (value != base.value(position)) {
                    copy();
                    growth += value == null ? 0 : value.jsonSize() - values[position].jsonSize();
                    values[position] = value;
                    removed |= value == null;
                }
            } else if (value != null) {
                copy();
                growth += (size == 0 ? 0 : 1) + key.length() + AROUND_KEY + value.jsonSize();
                keys[size] = key;
                values[size] = value;
                size++;
            }
        }

        ObjectNode finish() {
            if (keys == null) {
                return base;
            }
            if (removed) {
                int kept = 0;
                for (int i = 0; i < size; i++) {
                    if (values[i] != null) {
                        keys[kept] = keys[i];
                        values[kept] = values[i];
                        kept++;
                    }
                }
                size = kept;
            }
            if (size == 0) {
                return ObjectNode.EMPTY;
            }
            ObjectNode edited = new ObjectNode(keys, values, size);
            if (!removed) {
                edited.knowJsonSize(base.jsonSize() + growth);
            }
            return edited;
        }

        private void copy() {
            if (keys == null) {
                keys = Arrays.copyOf(base.keys(), base.size() + added);
                values = Arrays.copyOf(base.values(), base.size() + added);
            }
        }
    }
}
