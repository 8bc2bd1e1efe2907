package org.subtext.silo.sums;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The places of a vector of whole numbers, known before anything is counted: an administrator may read what every
 * number that leaves the house will be.
 *
 * @param blocks one behind the other, no two of one name
 */
public record Layout(List<Block> blocks) {
    /**
     * Numbers of one kind.
     *
     * @param name what they are, for instance "patients"
     * @param places what each of them is of, for instance a group; "" where the block is one number
     * @param lower the least that a site may answer
     * @param upper the most; the product with the number of sites fits a whole number of 64 bits
     * @param scale how many make one: 1 for counts, more for numbers with decimals
     */
    public record Block(String name, Places places, long lower, long upper, long scale) {
        public Block {
            if (lower > upper || scale < 1) {
                throw new IllegalArgumentException("a block needs lower <= upper and a scale of at least 1");
            }
            if (Math.max(Math.abs(lower), Math.abs(upper)) > MOST) {
                throw new IllegalArgumentException("bounds of " + name + " may overflow when sites are added");
            }
        }

        /** Counts from 0 on. */
        static Block counts(String name, Places places, long upper) {
            return new Block(name, places, 0, upper, 1);
        }

        /** Numbers with decimals, of a size below {@code most}, held as multiples of 2^-24. */
        static Block decimals(String name, Places places, double most) {
            long bound = Math.min(MOST, (long) Math.ceil(most * DECIMALS));
            return new Block(name, places, -bound, bound, DECIMALS);
        }
    }

    /** What the numbers of a block are of. */
    public interface Places {
        int size();

        String name(int place);
    }

    /** One number. */
    static final Places ONE = of(List.of(""));

    /** How many make one of a number with decimals. */
    static final long DECIMALS = 1L << 24;

    /** So many sites at this bound still fit 64 bits: 512. */
    private static final long MOST = 1L << 53;

    public Layout {
        blocks = List.copyOf(blocks);
        Set<String> names = new HashSet<>();
        for (Block block : blocks) {
            if (!names.add(block.name())) {
                throw new IllegalArgumentException("two blocks are called " + block.name());
            }
        }
    }

    static Places of(List<String> names) {
        List<String> copy = List.copyOf(names);
        return new Places() {
            @Override
            public int size() {
                return copy.size();
            }

            @Override
            public String name(int place) {
                return copy.get(place);
            }
        };
    }

    /** Numbered from 0. */
    static Places numbered(String noun, int size) {
        return new Places() {
            @Override
            public int size() {
                return size;
            }

            @Override
            public String name(int place) {
                return noun + " " + place;
            }
        };
    }

    /** Each of some places within each of others: those of the first stay together. */
    static Places within(Places outer, Places inner) {
        return new Places() {
            @Override
            public int size() {
                return outer.size() * inner.size();
            }

            @Override
            public String name(int place) {
                return outer.name(place / inner.size()) + ", " + inner.name(place % inner.size());
            }
        };
    }

    /** Numbers in the vector. */
    public int size() {
        return blocks.stream().mapToInt(block -> block.places().size()).sum();
    }

    /** What a number of the vector is, in words of the plan. */
    public String name(int cell) {
        Block block = blockOf(cell);
        String place = block.places().name(cell - start(block.name()));
        return place.isEmpty() ? block.name() : block.name() + ": " + place;
    }

    /** The block that a number belongs to. */
    public Block blockOf(int cell) {
        int start = 0;
        for (Block block : blocks) {
            start += block.places().size();
            if (cell < start) {
                return block;
            }
        }
        throw new IndexOutOfBoundsException("a vector of " + size() + " numbers has none at " + cell);
    }

    /** The first number of a block. */
    int start(String name) {
        int start = 0;
        for (Block block : blocks) {
            if (block.name().equals(name)) {
                return start;
            }
            start += block.places().size();
        }
        throw new IllegalArgumentException("no block is called " + name);
    }

    Block block(String name) {
        return blockOf(start(name));
    }

    /** A vector that a site is about to send: as long as agreed, every number within its bounds. */
    public long[] checked(long[] vector) {
        if (vector.length != size()) {
            throw new IllegalStateException("an answer has " + vector.length + " numbers, agreed were " + size());
        }
        int cell = 0;
        for (Block block : blocks) {
            for (int place = 0; place < block.places().size(); place++, cell++) {
                if (vector[cell] < block.lower() || vector[cell] > block.upper()) {
                    throw new IllegalStateException("\"" + name(cell) + "\" is outside the bounds that were agreed, "
                            + block.lower() + " to " + block.upper());
                }
            }
        }
        return vector;
    }
}
