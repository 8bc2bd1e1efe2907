package org.subtext.dicom.pixels;

import java.util.Optional;
import org.subtext.dicom.codec.PixelDataException;

/**
 * From stored values to the modality's own (PS3.3 C.11.1), for CT to Hounsfield units: a table, or slope and intercept.
 *
 * @param table takes the place of slope and intercept where present
 */
record ModalityTransform(Optional<LookupTable> table, double slope, double intercept) {
    private static final int SEQUENCE = 0x00283000;
    private static final int INTERCEPT = 0x00281052;
    private static final int SLOPE = 0x00281053;
    private static final int FRAME_SEQUENCE = 0x00289145;

    static ModalityTransform of(FrameAttributes data, PixelAttributes pixels) throws PixelDataException {
        for (Attributes item : data.top().items(SEQUENCE)) {
            Optional<LookupTable> table = LookupTable.ofItem(item, TableInput.stored(pixels));
            if (table.isPresent()) {
                return new ModalityTransform(table, 1, 0);
            }
        }
        Attributes holder = data.holder(FRAME_SEQUENCE, SLOPE);
        double[] slope = holder.decimals(SLOPE);
        double[] intercept = holder.decimals(INTERCEPT);
        double factor = slope.length == 0 || slope[0] == 0 || !Double.isFinite(slope[0]) ? 1 : slope[0];
        double offset = intercept.length == 0 || !Double.isFinite(intercept[0]) ? 0 : intercept[0];
        return new ModalityTransform(Optional.empty(), factor, offset);
    }

    double apply(long stored) {
        return table.isPresent() ? table.get().get(stored) : stored * slope + intercept;
    }
}
