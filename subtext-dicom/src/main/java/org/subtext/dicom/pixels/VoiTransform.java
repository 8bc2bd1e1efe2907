package org.subtext.dicom.pixels;

import java.util.Locale;
import java.util.Optional;
import org.subtext.dicom.codec.PixelDataException;

/** From the modality's values to display, 0 black to 1 white (PS3.3 C.11.2). */
sealed interface VoiTransform {
    int SEQUENCE = 0x00283010;
    int CENTRE = 0x00281050;
    int WIDTH = 0x00281051;
    int FUNCTION = 0x00281056;
    int FRAME_SEQUENCE = 0x00289132;

    /** 0 to 1. */
    double apply(double value);

    /** The first VOI LUT, else the first usable window; empty where the file has neither. */
    static Optional<VoiTransform> of(FrameAttributes data, TableInput input) throws PixelDataException {
        for (Attributes item : data.top().items(SEQUENCE)) {
            Optional<LookupTable> table = LookupTable.ofItem(item, input);
            if (table.isPresent()) {
                return Optional.of(new Table(table.get()));
            }
        }
        Attributes holder = data.holder(FRAME_SEQUENCE, CENTRE);
        double[] centres = holder.decimals(CENTRE);
        double[] widths = holder.decimals(WIDTH);
        if (centres.length == 0 || widths.length == 0 || !Double.isFinite(centres[0]) || !Double.isFinite(widths[0])) {
            return Optional.empty();
        }
        String function = holder.string(FUNCTION).orElse("LINEAR").toUpperCase(Locale.ROOT);
        return switch (function) {
            case "SIGMOID" -> widths[0] > 0 ? Optional.of(new Sigmoid(centres[0], widths[0])) : Optional.empty();
            case "LINEAR_EXACT" ->
                widths[0] > 0 ? Optional.of(new LinearExact(centres[0], widths[0])) : Optional.empty();
            default -> widths[0] >= 1 ? Optional.of(new Linear(centres[0], widths[0])) : Optional.empty();
        };
    }

    /** PS3.3 C.11.2.1.2.1. A width of 1 is a threshold. */
    record Linear(double centre, double width) implements VoiTransform {
        @Override
        public double apply(double value) {
            double middle = centre - 0.5;
            double half = (width - 1) / 2;
            if (value <= middle - half) {
                return 0;
            }
            return value > middle + half ? 1 : (value - middle) / (width - 1) + 0.5;
        }
    }

    /** PS3.3 C.11.2.1.3.2. */
    record LinearExact(double centre, double width) implements VoiTransform {
        @Override
        public double apply(double value) {
            if (value <= centre - width / 2) {
                return 0;
            }
            return value > centre + width / 2 ? 1 : (value - centre) / width + 0.5;
        }
    }

    /** PS3.3 C.11.2.1.3.1. */
    record Sigmoid(double centre, double width) implements VoiTransform {
        @Override
        public double apply(double value) {
            return 1 / (1 + Math.exp(-4 * (value - centre) / width));
        }
    }

    /** PS3.3 C.11.2.1.1. */
    record Table(LookupTable table) implements VoiTransform {
        @Override
        public double apply(double value) {
            return Math.min(1, (double) table.get(value) / ((1 << table.bits()) - 1));
        }
    }

    /** From the smallest to the largest value of the frame's own valid pixels; all black where they are equal. */
    record FullRange(double low, double high) implements VoiTransform {
        @Override
        public double apply(double value) {
            return high > low ? Math.max(0, Math.min(1, (value - low) / (high - low))) : 0;
        }
    }
}
