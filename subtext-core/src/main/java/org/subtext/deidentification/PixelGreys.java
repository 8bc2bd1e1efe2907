package org.subtext.deidentification;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.subtext.deidentification.TextDetector.Grey;
import org.subtext.dicom.DataSet;
import org.subtext.dicom.DicomFile;
import org.subtext.dicom.PixelData;
import org.subtext.dicom.Tag;

/** Grey values of the first frame, for looking only: no window, no inversion; of colour the first sample of each pixel. */
final class PixelGreys {
    private static final long MOST_PIXELS = 1L << 26;

    private PixelGreys() {}

    /** Empty where the pixels are compressed, of other than 8 or 16 bits, or fewer than the header says. */
    static Optional<Grey> ofFirstFrame(DicomFile file) {
        DataSet data = file.dataSet();
        int rows = data.integer(Tag.of(0x00280010)).orElse(0);
        int columns = data.integer(Tag.of(0x00280011)).orElse(0);
        int samples = data.integer(Tag.of(0x00280002)).orElse(1);
        int bits = data.integer(Tag.of(0x00280100)).orElse(0);
        boolean planar = data.integer(Tag.of(0x00280006)).orElse(0) == 1;
        Optional<PixelData> pixels = file.pixelData().filter(found -> !found.encapsulated());
        if (pixels.isEmpty() || rows < 1 || columns < 1 || samples < 1 || (bits != 8 && bits != 16)) {
            return Optional.empty();
        }
        long count = (long) rows * columns;
        int step = planar ? 1 : samples;
        ByteBuffer bytes = pixels.get().bytes();
        if (count > MOST_PIXELS || bytes.remaining() < count * step * (bits / 8)) {
            return Optional.empty();
        }
        boolean signed = data.integer(Tag.of(0x00280103)).orElse(0) == 1;
        float[] grey = new float[(int) count];
        for (int i = 0; i < grey.length; i++) {
            int at = bytes.position() + i * step * (bits / 8);
            int stored = bits == 8 ? bytes.get(at) : bytes.getShort(at);
            grey[i] = signed ? stored : stored & (bits == 8 ? 0xFF : 0xFFFF);
        }
        return Optional.of(new Grey(columns, rows, grey));
    }
}
