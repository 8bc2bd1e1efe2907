package org.subtext.silo.site;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.subtext.silo.plan.PlannedOutput;
import org.subtext.silo.sums.Layout;
import org.subtext.silo.sums.Operation;
import org.subtext.silo.sums.Operations;
import org.subtext.silo.sums.SiteTable;
import org.subtext.silo.sums.Sums;
import org.subtext.silo.sums.Terms;
import org.subtext.silo.sums.Told;
import org.subtext.tables.CsvLine;

/**
 * "Show me the bytes": what one operation would send if it was asked now, before masking and sealing. What depends on
 * sums that are not known yet is named and not made up.
 */
public sealed interface WouldLeave {
    /** As the plan lists it. */
    PlannedOutput output();

    /** What its files are called, without an ending. */
    default String file() {
        return output().operation().replace(' ', '-');
    }

    /**
     * Depends on what is not known.
     *
     * @param needs operations whose sums have to be told first
     */
    record Unknown(PlannedOutput output, List<String> needs) implements WouldLeave {
        public Unknown {
            needs = List.copyOf(needs);
        }
    }

    /** The very numbers. */
    final class Numbers implements WouldLeave {
        private final PlannedOutput output;
        private final Layout layout;
        private final long[] vector;

        private Numbers(PlannedOutput output, Layout layout, long[] vector) {
            this.output = output;
            this.layout = layout;
            this.vector = vector;
        }

        @Override
        public PlannedOutput output() {
            return output;
        }

        /** How many there are. */
        public int size() {
            return vector.length;
        }

        /** What one of them is, in words of the plan. */
        public String name(int cell) {
            return layout.name(cell);
        }

        public long value(int cell) {
            return vector[cell];
        }

        /** 64-bit words, little-endian. */
        public byte[] words() {
            return wordsOf(vector);
        }

        /** A line for each: its place, what it is, its value. */
        public String csv() {
            StringBuilder names = new StringBuilder("cell,name,value\n");
            for (int cell = 0; cell < vector.length; cell++) {
                names.append(CsvLine.of(List.of(Integer.toString(cell), name(cell), Long.toString(vector[cell]))));
            }
            return names.toString();
        }
    }

    /**
     * All outputs of a plan, in order, from the rows that were chosen for it.
     *
     * @throws org.subtext.problems.InvalidInputException if none were chosen, or they changed since
     */
    static List<WouldLeave> of(OfferedPlan offered) throws IOException {
        SiteData data = offered.data();
        List<WouldLeave> all = new ArrayList<>();
        for (PlannedOutput output : offered.plan().outputs()) {
            Operation operation = Operations.named(output.operation());
            all.add(
                    operation.needs().isEmpty()
                            ? new Numbers(
                                    output,
                                    operation.layout(offered.plan().terms()),
                                    operation.answer(data.table(), Told.NOTHING))
                            : new Unknown(output, operation.needs()));
        }
        return all;
    }

    /**
     * All outputs of the first of these sites, where it is known what the sums over all of them come to: in a
     * rehearsal, where they are in one place.
     *
     * @param sites the plan as it stands at each
     */
    static List<WouldLeave> amongAll(List<OfferedPlan> sites) throws IOException {
        OfferedPlan first = sites.get(0);
        Terms terms = first.plan().terms();
        List<SiteTable> tables = new ArrayList<>();
        for (OfferedPlan site : sites) {
            tables.add(site.data().table());
        }
        List<WouldLeave> all = new ArrayList<>();
        Told told = Told.NOTHING;
        for (PlannedOutput output : first.plan().outputs()) {
            Operation operation = Operations.named(output.operation());
            Layout layout = operation.layout(terms);
            long[] own = operation.answer(tables.get(0), told);
            all.add(new Numbers(output, layout, own.clone()));
            if (!operation.isOfOneSite()) {
                long[] sum = own.clone();
                for (SiteTable other : tables.subList(1, tables.size())) {
                    long[] more = operation.answer(other, told);
                    for (int cell = 0; cell < sum.length; cell++) {
                        sum[cell] += more[cell];
                    }
                }
                told = told.and(operation.told(terms, Sums.of(layout, sum, sites.size())));
            }
        }
        return all;
    }

    /** Little-endian. */
    static byte[] wordsOf(long[] vector) {
        ByteBuffer buffer = ByteBuffer.allocate(vector.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        buffer.asLongBuffer().put(vector);
        return buffer.array();
    }
}
