package org.subtext.images;

import java.io.IOException;
import java.nio.FloatBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.subtext.address.ImageAddress;
import org.subtext.problems.InvalidInputException;

/**
 * Image files decoded on demand, for scoring any number of images once without a cache.
 *
 * <p>Values equal those of a {@link PixelCache} of the same layout. Each call reads, decodes and resizes its file, with
 * one image at a time in memory a thread; only volumes and objects of several frames are kept while their slices and
 * frames are asked for ({@link org.subtext.volumes.HeldFiles}). Thread-safe.
 */
public final class DecodedFiles implements PixelSource {
    private static final int LARGEST_ASPECT = 64;

    private record Buffers(Resampler resampler, short[] pixels) {}

    private final List<ImageAddress> files;
    private final PixelLayout layout;
    private final Preparation preparation;
    private final ImageDecoder decoder = new ImageDecoder();
    private final ThreadLocal<Buffers> buffers;

    /**
     * How images of a network of others become square, and which way its grey values and channels run.
     *
     * @param resizedTo side, or short side, in pixels to which an image is resized before its middle is cut out; null
     *     for the side that the network takes
     * @param keepsAspect whether the short side is resized to it and the long one alike, as torchvision's {@code
     *     Resize(256)} does; else both are, as {@code Resize((256, 256))} does
     * @param inverted whether the network takes white for black
     * @param blueFirst whether the network takes blue, green, red, as OpenCV reads them
     */
    public record Preparation(@Nullable Integer resizedTo, boolean keepsAspect, boolean inverted, boolean blueFirst) {
        /** Made square without a crop, black is 0, red is first. */
        public static final Preparation USUAL = new Preparation(null, false, false, false);
    }

    public DecodedFiles(List<ImageAddress> files, PixelLayout layout) {
        this(files, layout, Preparation.USUAL);
    }

    /**
     * The same with images prepared in another way.
     *
     * @throws IllegalArgumentException where the middle is larger than the image, or the resize makes squares alone
     */
    public DecodedFiles(List<ImageAddress> files, PixelLayout layout, Preparation preparation) {
        Integer resized = preparation.resizedTo();
        boolean needsTriangles = preparation.keepsAspect() && layout.resize() != Resize.ANTIALIASED_BILINEAR;
        if (needsTriangles || (resized != null && resized < layout.side())) {
            throw new IllegalArgumentException(layout + " cannot be reached by " + preparation);
        }
        this.files = List.copyOf(files);
        this.layout = layout;
        this.preparation = preparation;
        this.buffers = ThreadLocal.withInitial(
                () -> new Buffers(Resampler.of(layout.resize()), new short[layout.valuesPerImage()]));
    }

    @Override
    public PixelLayout layout() {
        return layout;
    }

    @Override
    public int size() {
        return files.size();
    }

    /** Throws {@link InvalidInputException} for a file that holds no image; {@link #tryRead} tells instead. */
    @Override
    public void read(int row, FloatBuffer target) {
        if (tryRead(row, target) instanceof Outcome.Unreadable unreadable) {
            throw new InvalidInputException(files.get(row).name() + ": " + unreadable.reason());
        }
    }

    /** As {@link #read}, but an unreadable file leaves the target as it was and is told in the answer. */
    public Outcome tryRead(int row, FloatBuffer target) {
        try {
            Outcome.Decoded decoded = decoder.alone(() -> resampled(row));
            Buffers own = buffers.get();
            put(own.pixels(), own.resampler().maximum(), target);
            return decoded;
        } catch (UnreadableImageException e) {
            return new Outcome.Unreadable(e.reason());
        } catch (IOException e) {
            return new Outcome.Unreadable("cannot be read: " + e.getClass().getSimpleName());
        }
    }

    /** Into this thread's buffers. */
    private Outcome.Decoded resampled(int row) throws IOException {
        try (EncodedImage encoded = decoder.read(files.get(row))) {
            DecodedImage image = encoded.decode();
            Buffers own = buffers.get();
            if (preparation.resizedTo() == null && !preparation.keepsAspect()) {
                own.resampler().resample(image, layout, own.pixels());
            } else {
                cutOut(image, own);
            }
            return new Outcome.Decoded(
                    encoded.content(), PixelHash.of(image), image.width(), image.height(), image.bits());
        }
    }

    /** As torchvision's Resize and CenterCrop: the long side is cut to whole pixels, half a pixel goes to even. */
    private void cutOut(DecodedImage image, Buffers own) throws UnreadableImageException {
        Integer asked = preparation.resizedTo();
        int side = layout.side();
        int resized = asked == null ? side : asked;
        if (!preparation.keepsAspect()) {
            short[] square = new short[layout.channels() * resized * resized];
            own.resampler().resample(image, new PixelLayout(resized, layout.channels(), layout.resize()), square);
            middle(square, resized, resized, own.pixels());
            return;
        }
        int shorter = Math.min(image.width(), image.height());
        int longer = Math.max(image.width(), image.height());
        if (longer / shorter >= LARGEST_ASPECT) {
            throw new UnreadableImageException("its long side is " + longer / shorter + " times its short one");
        }
        int other = (int) ((long) resized * longer / shorter);
        int width = image.width() <= image.height() ? resized : other;
        int height = image.width() <= image.height() ? other : resized;
        short[] whole = new short[layout.channels() * width * height];
        own.resampler().resample(image, layout.channels(), width, height, whole);
        middle(whole, width, height, own.pixels());
    }

    private void middle(short[] whole, int width, int height, short[] target) {
        int side = layout.side();
        int left = (int) Math.rint((width - side) / 2.0);
        int top = (int) Math.rint((height - side) / 2.0);
        for (int channel = 0; channel < layout.channels(); channel++) {
            for (int y = 0; y < side; y++) {
                int from = (channel * height + top + y) * width + left;
                System.arraycopy(whole, from, target, (channel * side + y) * side, side);
            }
        }
    }

    private void put(short[] pixels, float maximum, FloatBuffer target) {
        int plane = layout.side() * layout.side();
        for (int channel = 0; channel < layout.channels(); channel++) {
            int from = (preparation.blueFirst() ? layout.channels() - 1 - channel : channel) * plane;
            for (int i = from; i < from + plane; i++) {
                float value = (pixels[i] & 0xFFFF) / maximum;
                target.put(preparation.inverted() ? 1 - value : value);
            }
        }
    }
}
