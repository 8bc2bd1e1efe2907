package org.subtext.dicom.pixels;

import java.util.Locale;
import java.util.Optional;
import org.subtext.dicom.codec.PixelDataException;
import org.subtext.dicom.codec.Samples;

/** Grey as the file asks to show it, 16 bits: 0 black, 65,535 white. */
final class GreyDisplay {
    private static final int PRESENTATION_LUT_SHAPE = 0x20500020;
    private static final int WHITE = 65535;

    private final PixelAttributes pixels;
    private final ModalityTransform modality;
    private final Optional<VoiTransform> voi;
    private final Optional<Padding> padding;
    private final boolean inverted;

    private GreyDisplay(
            Attributes data, PixelAttributes pixels, ModalityTransform modality, Optional<VoiTransform> voi) {
        this.pixels = pixels;
        this.modality = modality;
        this.voi = voi;
        this.padding = Padding.of(data, pixels);
        String shape = data.string(PRESENTATION_LUT_SHAPE).orElse("").toUpperCase(Locale.ROOT);
        this.inverted = pixels.photometric() == Photometric.MONOCHROME1 || shape.equals("INVERSE");
    }

    /** As the file asks. */
    static GreyDisplay of(Attributes data, PixelAttributes pixels, int frame) throws PixelDataException {
        FrameAttributes attributes = new FrameAttributes(data, frame);
        ModalityTransform modality = ModalityTransform.of(attributes, pixels);
        TableInput input = TableInput.shown(pixels, modality);
        return new GreyDisplay(data, pixels, modality, VoiTransform.of(attributes, input));
    }

    /** Under another window than the file's. */
    static GreyDisplay of(Attributes data, PixelAttributes pixels, int frame, VoiTransform window)
            throws PixelDataException {
        ModalityTransform modality = ModalityTransform.of(new FrameAttributes(data, frame), pixels);
        return new GreyDisplay(data, pixels, modality, Optional.of(window));
    }

    short[] render(Samples samples) {
        if (samples.wide() || pixels.bitsStored() > 16) {
            return renderEach(samples);
        }
        // Every cell value once, then a look-up a pixel.
        boolean[] present = new boolean[1 << 16];
        for (short word : samples.words()) {
            present[word & 0xFFFF] = true;
        }
        VoiTransform window = voi.orElseGet(() -> rangeOf(present));
        short[] shown = new short[1 << 16];
        for (int cell = 0; cell < shown.length; cell++) {
            if (present[cell]) {
                shown[cell] = shown(pixels.value(cell), window);
            }
        }
        short[] grey = new short[samples.count()];
        short[] words = samples.words();
        for (int i = 0; i < grey.length; i++) {
            grey[i] = shown[words[i] & 0xFFFF];
        }
        return grey;
    }

    private short[] renderEach(Samples samples) {
        VoiTransform window = voi.orElseGet(() -> {
            Range range = new Range();
            for (int i = 0; i < samples.count(); i++) {
                range.add(samples.get(i));
            }
            return range.window();
        });
        short[] grey = new short[samples.count()];
        for (int i = 0; i < grey.length; i++) {
            grey[i] = shown(pixels.value(samples.get(i)), window);
        }
        return grey;
    }

    private short shown(long stored, VoiTransform window) {
        if (padding.isPresent() && padding.get().holds(stored)) {
            return 0;
        }
        double display = window.apply(modality.apply(stored));
        return (short) (int) ((inverted ? 1 - display : display) * WHITE + 0.5);
    }

    private VoiTransform rangeOf(boolean[] present) {
        Range range = new Range();
        for (int cell = 0; cell < present.length; cell++) {
            if (present[cell]) {
                range.add(cell);
            }
        }
        return range.window();
    }

    /** Smallest and largest modality value of the cells that are no padding. */
    private final class Range {
        private double low = Double.POSITIVE_INFINITY;
        private double high = Double.NEGATIVE_INFINITY;

        void add(int cell) {
            long stored = pixels.value(cell);
            if (padding.isEmpty() || !padding.get().holds(stored)) {
                double value = modality.apply(stored);
                low = Math.min(low, value);
                high = Math.max(high, value);
            }
        }

        VoiTransform window() {
            return new VoiTransform.FullRange(low, high);
        }
    }
}
