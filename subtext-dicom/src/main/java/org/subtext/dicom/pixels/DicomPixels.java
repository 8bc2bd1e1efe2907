package org.subtext.dicom.pixels;

import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import org.subtext.dicom.DicomFile;
import org.subtext.dicom.ReadLimits;
import org.subtext.dicom.codec.PixelDataException;
import org.subtext.dicom.codec.Samples;

/**
 * The pixels of one DICOM object, frame by frame: as stored, exactly, or as the file asks to show them.
 *
 * <p>Shown means, in this order: stored value by Bits Stored, High Bit and Pixel Representation; Modality LUT or
 * rescale; the first VOI LUT, else the first window (LINEAR, LINEAR_EXACT, SIGMOID), else the full range of the frame's
 * valid pixels; inversion for MONOCHROME1 or Presentation LUT Shape INVERSE; padding black. Grey has 16 bits, colour 8.
 * Frames of an enhanced object take rescale and window from their functional groups. Overlays are not drawn.
 *
 * <p>A damaged file ends in {@link PixelDataException}. Frames are counted from 0. Thread-safe.
 */
public final class DicomPixels {
    /** 8192 by 8192: larger than any radiograph or mammogram. */
    public static final long DEFAULT_MAX_PIXELS = 1L << 26;

    private final Attributes data;
    private final PixelAttributes pixels;
    private final StoredFrames frames;

    private DicomPixels(Attributes data, PixelAttributes pixels, StoredFrames frames) {
        this.data = data;
        this.pixels = pixels;
        this.frames = frames;
    }

    public static DicomPixels of(DicomFile file) throws PixelDataException {
        return of(file, DEFAULT_MAX_PIXELS);
    }

    /** @param maxPixels a frame of more is refused before anything is allocated */
    public static DicomPixels of(DicomFile file, long maxPixels) throws PixelDataException {
        Attributes data = new DicomAttributes(file.dataSet());
        PixelElement element = DicomPixelElement.of(file, data);
        PixelAttributes pixels = PixelAttributes.of(data, maxPixels);
        return new DicomPixels(data, pixels, new StoredFrames(pixels, element));
    }

    /** Reads a whole file's bytes. */
    public static DicomPixels read(byte[] file, long maxPixels) throws IOException {
        return of(DicomFile.read(file, ReadLimits.defaults()), maxPixels);
    }

    public PixelAttributes attributes() {
        return pixels;
    }

    /**
     * Bytes of memory that decoding and showing one frame takes at most; a frame that takes half the heap is refused.
     */
    public long memory() {
        return frames.memory();
    }

    /**
     * Samples as stored, colour by pixel: the cells of native data with whatever is in their unused bits, or what a
     * code stream holds.
     */
    public Samples stored(int frame) throws PixelDataException {
        if (frame < 0 || frame >= pixels.frames()) {
            throw new PixelDataException(
                    "frame " + (frame + 1) + " was asked for; Number of Frames (0028,0008) is " + pixels.frames());
        }
        return frames.frame(frame);
    }

    /** Stored values: masked to Bits Stored and sign-extended, which for CT a rescale turns into Hounsfield units. */
    public long[] values(int frame) throws PixelDataException {
        Samples samples = stored(frame);
        long[] values = new long[samples.count()];
        for (int i = 0; i < values.length; i++) {
            values[i] = pixels.value(samples.get(i));
        }
        return values;
    }

    /**
     * Values of the modality: stored values through the Modality LUT, or times Rescale Slope plus Rescale Intercept,
     * where the file has them. {@link HounsfieldUnits} says whether they are Hounsfield units. Padding is not left out.
     *
     * @return of grey frames one value a pixel, rows from top to bottom
     * @throws PixelDataException also where the frame is in colour, which has no such values
     */
    public double[] modalityValues(int frame) throws PixelDataException {
        if (!pixels.photometric().grey()) {
            throw new PixelDataException("values of the modality were asked for, but the image is in colour");
        }
        long[] stored = values(frame);
        ModalityTransform modality = ModalityTransform.of(new FrameAttributes(data, frame), pixels);
        return Arrays.stream(stored).mapToDouble(modality::apply).toArray();
    }

    /** The frame as the file asks to show it. */
    public DisplayImage display(int frame) throws PixelDataException {
        Samples samples = stored(frame);
        int width = samples.width();
        int height = samples.height();
        if (pixels.photometric().grey()) {
            short[] grey = GreyDisplay.of(data, pixels, frame).render(samples);
            return new DisplayImage(width, height, grey, new byte[0]);
        }
        byte[] rgb = pixels.photometric() == Photometric.PALETTE_COLOR
                ? new PaletteDisplay(data, pixels).render(samples)
                : ColourDisplay.render(samples, pixels);
        return new DisplayImage(width, height, new short[0], rgb);
    }

    /**
     * The frame under a window in Hounsfield units instead of the file's own: modality step, then the linear function
     * of PS3.3 section C.11.2.1.2.1, then inversion and padding as in {@link #display}.
     *
     * @param width at least 1
     * @throws PixelDataException also where the values are no Hounsfield units ({@link HounsfieldUnits})
     */
    public DisplayImage windowed(int frame, double centre, double width) throws PixelDataException {
        if (!Double.isFinite(centre) || !(width >= 1) || !Double.isFinite(width)) {
            throw new IllegalArgumentException("a window of centre " + centre + " and width " + width);
        }
        Optional<String> missing = pixels.photometric().grey()
                ? HounsfieldUnits.missing(new FrameAttributes(data, frame))
                : Optional.of("the image is in colour");
        if (missing.isPresent()) {
            throw new PixelDataException("a window in Hounsfield units was asked for, but " + missing.get()
                    + "; leave the window out, behind @ in the path, to see the image as its file asks");
        }
        Samples samples = stored(frame);
        short[] grey = GreyDisplay.of(data, pixels, frame, new VoiTransform.Linear(centre, width))
                .render(samples);
        return new DisplayImage(samples.width(), samples.height(), grey, new byte[0]);
    }
}
