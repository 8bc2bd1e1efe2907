package org.subtext.images;

import java.io.IOException;
import java.nio.FloatBuffer;
import java.util.List;
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
    private record Buffers(Resampler resampler, short[] pixels) {}

    private final List<ImageAddress> files;
    private final PixelLayout layout;
    private final ImageDecoder decoder = new ImageDecoder();
    private final ThreadLocal<Buffers> buffers;

    public DecodedFiles(List<ImageAddress> files, PixelLayout layout) {
        this.files = List.copyOf(files);
        this.layout = layout;
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
            float maximum = own.resampler().maximum();
            for (short pixel : own.pixels()) {
                target.put((pixel & 0xFFFF) / maximum);
            }
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
            own.resampler().resample(image, layout, own.pixels());
            return new Outcome.Decoded(
                    encoded.content(), PixelHash.of(image), image.width(), image.height(), image.bits());
        }
    }
}
