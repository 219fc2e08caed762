package mailchute.window.transcript;

import java.util.Arrays;
import java.util.function.LongToIntFunction;

/**
 * The heights of a transcript's rows in a Fenwick tree: the top of a row, the row at a height and a change of one row
 * each take a few steps, however many rows there are. Rows are numbered as in {@link TranscriptRing}; a row's place in
 * the tree is its number modulo the capacity.
 */
final class RowHeights {

    private final int[] heights;
    private final long[] tree;
    private final int highestBit;
    private long total;
    private long first;

    RowHeights(int capacity) {
        heights = new int[capacity];
        tree = new long[capacity + 1];
        highestBit = Integer.highestOneBit(capacity);
    }

    /** All heights together. */
    long total() {
        return total;
    }

    int height(long row) {
        return heights[slot(row)];
    }

    void set(long row, int height) {
        int slot = slot(row);
        int change = height - heights[slot];
        if (change == 0) {
            return;
        }
        heights[slot] = height;
        total += change;
        for (int i = slot + 1; i < tree.length; i += i & -i) {
            tree[i] += change;
        }
    }

    /** Forgets the heights of all rows before that one. */
    void dropBefore(long newFirst) {
        for (; first < newFirst; first++) {
            set(first, 0);
        }
    }

    /** Forgets the heights of the rows from {@code newEnd} up to {@code end}. */
    void dropFrom(long newEnd, long end) {
        for (long row = newEnd; row < end; row++) {
            set(row, 0);
        }
    }

    /** Lets the rows begin further up: those from there to the first one of now have no height yet. */
    void begin(long newFirst) {
        first = newFirst;
    }

    /** Sets the heights of all rows from {@code newFirst} up to {@code end} in one go. */
    void setAll(long newFirst, long end, LongToIntFunction height) {
        first = newFirst;
        Arrays.fill(heights, 0);
        Arrays.fill(tree, 0);
        total = 0;
        for (long row = first; row < end; row++) {
            int slot = slot(row);
            heights[slot] = height.applyAsInt(row);
            total += heights[slot];
        }
        for (int i = 1; i < tree.length; i++) {
            tree[i] += heights[i - 1];
            int parent = i + (i & -i);
            if (parent < tree.length) {
                tree[parent] += tree[i];
            }
        }
    }

    /** How far below the top of the first row the top of this one is. */
    long top(long row) {
        int slot = slot(row);
        int firstSlot = slot(first);
        long distance = before(slot) - before(firstSlot);
        return slot >= firstSlot ? distance : distance + total;
    }

    /** The row that covers this distance from the top; the distance must be at least 0 and less than the total. */
    long rowAt(long distance) {
        int firstSlot = slot(first);
        long rest = distance + before(firstSlot);
        if (rest >= total) {
            rest -= total;
        }
        int slot = 0;
        for (int step = highestBit; step > 0; step >>= 1) {
            if (slot + step < tree.length && tree[slot + step] <= rest) {
                slot += step;
                rest -= tree[slot];
            }
        }
        return first + Math.floorMod(slot - firstSlot, heights.length);
    }

    private long before(int slot) {
        long sum = 0;
        for (int i = slot; i > 0; i -= i & -i) {
            sum += tree[i];
        }
        return sum;
    }

    private int slot(long row) {
        return (int) Math.floorMod(row, (long) heights.length);
    }
}
