package org.subtext.deidentification.streams;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * An order of packets within bounds (ITU-T T.800 A.6.6 and B.12).
 *
 * @param order 0 LRCP, 1 RLCP, 2 RPCL, 3 PCRL, 4 CPRL
 * @param layers packets of layers below this
 */
record Progression(int firstResolution, int firstComponent, int layers, int resolutions, int components, int order) {
    private static final Comparator<Precinct> BY_POSITION =
            Comparator.<Precinct>comparingLong(one -> one.y).thenComparingLong(one -> one.x);
    private static final Comparator<Precinct> BY_INDEX = Comparator.comparingInt(one -> one.index);
    private static final Comparator<Precinct> BY_COMPONENT = Comparator.comparingInt(one -> one.component);
    private static final Comparator<Precinct> BY_RESOLUTION = Comparator.comparingInt(one -> one.resolution);

    /** All that a tile has. */
    static Progression whole(int order, int layers) {
        return new Progression(0, 0, layers, 33, Integer.MAX_VALUE, order);
    }

    /** Passes the packets that come in this order, until there are no bytes any more. */
    void read(List<Precinct> precincts, boolean endMarkers, PacketBits bits) throws NotCleanedException {
        List<Precinct> inside = new ArrayList<>(precincts);
        inside.removeIf(one -> one.resolution < firstResolution
                || one.resolution >= resolutions
                || one.component < firstComponent
                || one.component >= components);
        inside.sort(comparator());
        if (order == 0) {
            for (int layer = 0; layer < layers && !bits.atEnd(); layer++) {
                layer(inside, layer, endMarkers, bits);
            }
        } else if (order == 1) {
            for (int r = 0; r <= 32; r++) {
                int resolution = r;
                List<Precinct> those = inside.stream()
                        .filter(one -> one.resolution == resolution)
                        .toList();
                for (int layer = 0; layer < layers && !those.isEmpty() && !bits.atEnd(); layer++) {
                    layer(those, layer, endMarkers, bits);
                }
            }
        } else {
            for (Precinct precinct : inside) {
                for (int layer = 0; layer < layers && !bits.atEnd(); layer++) {
                    layer(List.of(precinct), layer, endMarkers, bits);
                }
            }
        }
    }

    private static void layer(List<Precinct> precincts, int layer, boolean endMarkers, PacketBits bits)
            throws NotCleanedException {
        for (Precinct precinct : precincts) {
            if (bits.atEnd()) {
                return;
            }
            if (precinct.isNext(layer)) {
                precinct.packet(layer, endMarkers, bits);
            }
        }
    }

    private Comparator<Precinct> comparator() {
        return switch (order) {
            case 0, 1 -> BY_RESOLUTION.thenComparing(BY_COMPONENT).thenComparing(BY_INDEX);
            case 2 ->
                BY_RESOLUTION
                        .thenComparing(BY_POSITION)
                        .thenComparing(BY_COMPONENT)
                        .thenComparing(BY_INDEX);
            case 3 ->
                BY_POSITION
                        .thenComparing(BY_COMPONENT)
                        .thenComparing(BY_RESOLUTION)
                        .thenComparing(BY_INDEX);
            default ->
                BY_COMPONENT
                        .thenComparing(BY_POSITION)
                        .thenComparing(BY_RESOLUTION)
                        .thenComparing(BY_INDEX);
        };
    }
}
