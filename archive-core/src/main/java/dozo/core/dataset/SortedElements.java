package dozo.core.dataset;

import java.util.AbstractCollection;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.NavigableMap;
import java.util.NoSuchElementException;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Elements in ascending order of their tags (PS3.5 section 7.1), one of each; others see a read-only collection. They come in
 * order nearly always, so they stand in an array, behind each other. Not thread-safe while it is being built.
 */
final class SortedElements extends AbstractCollection<Element> {

    /** Among so many, one out of order is put by moving the others; a peer that sends a million so must not have all moved each time. */
    static final int MOVED_MAX = 1024;

    private static final int FIRST_CAPACITY = 8;

    private static final Element[] NONE = {};

    private Element[] array = NONE;
    private int size;
    /** Null while they stand in the array. */
    private @Nullable NavigableMap<Integer, Element> tree;

    /** The element of this tag, or null. */
    @Nullable
    Element get(int tag) {
        if (tree != null) {
            return tree.get(tag);
        }
        int index = indexOf(tag);
        return index < 0 ? null : array[index];
    }

    /** Puts the element in its place, over one of the same tag. */
    void put(Element element) {
        int index = tree == null ? indexOf(element.tag()) : 0;
        if (tree == null && index < 0 && size - ~index > MOVED_MAX) {
            plant();
        }
        if (tree != null) {
            tree.put(element.tag(), element);
        } else if (index >= 0) {
            array[index] = element;
        } else {
            insert(~index, element);
        }
    }

    /** Removes the element of this tag, if there is one. */
    void drop(int tag) {
        if (tree != null) {
            tree.remove(tag);
            return;
        }
        int index = indexOf(tag);
        if (index >= 0) {
            size--;
            System.arraycopy(array, index + 1, array, index, size - index);
            array[size] = null;
        }
    }

    private void insert(int index, Element element) {
        if (size == array.length) {
            array = Arrays.copyOf(array, Math.max(FIRST_CAPACITY, 2 * size));
        }
        System.arraycopy(array, index, array, index + 1, size - index);
        array[index] = element;
        size++;
    }

    private void plant() {
        NavigableMap<Integer, Element> planted = new TreeMap<>(Integer::compareUnsigned);
        forEach(element -> planted.put(element.tag(), element));
        tree = planted;
        array = NONE;
        size = 0;
    }

    /** Where the tag stands, or where it would, as {@link Arrays#binarySearch(int[], int)} tells it. */
    private int indexOf(int tag) {
        int low = 0;
        int high = size - 1;
        if (size == 0 || Integer.compareUnsigned(array[high].tag(), tag) < 0) {
            return ~size;
        }
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int order = Integer.compareUnsigned(array[middle].tag(), tag);
            if (order == 0) {
                return middle;
            } else if (order < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return ~low;
    }

    @Override
    public int size() {
        return tree == null ? size : tree.size();
    }

    @Override
    public Iterator<Element> iterator() {
        return tree == null
                ? new InArray()
                : Collections.unmodifiableCollection(tree.values()).iterator();
    }

    private final class InArray implements Iterator<Element> {

        private int next;

        @Override
        public boolean hasNext() {
            return next < size;
        }

        @Override
        public Element next() {
            if (next >= size) {
                throw new NoSuchElementException();
            }
            return array[next++];
        }
    }
}
