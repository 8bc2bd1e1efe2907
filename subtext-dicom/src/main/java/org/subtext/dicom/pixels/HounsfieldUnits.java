package org.subtext.dicom.pixels;

import java.util.Locale;
import java.util.Optional;
import org.subtext.dicom.DataSet;

/**
 * Whether the values of an image are Hounsfield units once its modality step is done (PS3.3 sections C.8.2.1 and
 * C.11.1.1.2).
 *
 * <p>Of a CT they are where Rescale Type (0028,1054) is HU or absent, which stands for HU there, and Rescale Slope and
 * Intercept are recorded; or where the Modality LUT's type (0028,3004) is HU.
 */
public final class HounsfieldUnits {
    private static final int MODALITY = 0x00080060;
    private static final int LUT_SEQUENCE = 0x00283000;
    private static final int LUT_DATA = 0x00283006;
    private static final int LUT_TYPE = 0x00283004;
    private static final int FRAME_SEQUENCE = 0x00289145;
    private static final int INTERCEPT = 0x00281052;
    private static final int SLOPE = 0x00281053;
    private static final int RESCALE_TYPE = 0x00281054;

    private HounsfieldUnits() {}

    /**
     * Why an image's values are none; empty where they are Hounsfield units. No value of the file is repeated.
     *
     * @param frame counted from 0
     */
    public static Optional<String> missing(DataSet data, int frame) {
        return missing(new FrameAttributes(new DicomAttributes(data), frame));
    }

    static Optional<String> missing(FrameAttributes data) {
        if (!is("CT", data.top().string(MODALITY))) {
            return Optional.of("Modality (0008,0060) is not CT");
        }
        for (Attributes item : data.top().items(LUT_SEQUENCE)) {
            if (item.words(LUT_DATA).length > 0) {
                return is("HU", item.string(LUT_TYPE))
                        ? Optional.empty()
                        : Optional.of("Modality LUT Type (0028,3004) is not HU");
            }
        }
        Attributes holder = data.holder(FRAME_SEQUENCE, SLOPE);
        if (!isNumber(holder.decimals(SLOPE)) || !isNumber(holder.decimals(INTERCEPT))) {
            return Optional.of("Rescale Slope (0028,1053) or Rescale Intercept (0028,1052) is not recorded");
        }
        Optional<String> type = holder.string(RESCALE_TYPE);
        return type.isEmpty() || is("HU", type) ? Optional.empty() : Optional.of("Rescale Type (0028,1054) is not HU");
    }

    private static boolean is(String expected, Optional<String> found) {
        return found.isPresent() && found.get().toUpperCase(Locale.ROOT).equals(expected);
    }

    private static boolean isNumber(double[] values) {
        return values.length > 0 && Double.isFinite(values[0]);
    }
}
