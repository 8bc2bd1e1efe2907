package org.subtext.volumes;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.subtext.address.ImageAddress;
import org.subtext.memory.HeapShare;

/**
 * Slices of NIfTI volumes as pictures for whoever asks for them one at a time. Volumes stay in memory as {@link
 * HeldFiles} says, so that a table that lists slices volume by volume reads each file once. Thread-safe.
 */
public final class VolumeSlices {
    private record Ranged(NiftiVolume volume, GreyRange range) {}

    /** 8192 by 8192, as of any other image. */
    private static final long MOST_PIXELS = 1L << 26;

    /** A slice's values, what is shown of them, and the picture. */
    private static final int BYTES_PER_PIXEL = Double.BYTES + 3 * Short.BYTES;

    private final HeldFiles<Ranged> held =
            new HeldFiles<>(VolumeSlices::read, ranged -> ranged.volume().bytes());

    /** Whether an address names a slice of a file that is named like NIfTI. */
    public static boolean isSlice(ImageAddress address) {
        return address.number() != null && NiftiFile.isNamedLikeOne(address.file());
    }

    /**
     * The slice of an address, windowed to 16 bits, or as the 8-bit colours that the file holds.
     *
     * @throws VolumeException when the file is no volume, has no such slice, or the window is none
     */
    public SlicePicture picture(ImageAddress address) throws IOException {
        Ranged volume = held.of(address.file());
        NiftiVolume voxels = volume.volume();
        Plane plane = Plane.ofLetter(address.plane());
        int slice = Objects.requireNonNullElse(address.number(), 1);
        int count = voxels.slices(plane);
        if (slice > count) {
            throw new VolumeException(
                    "a NIfTI volume of " + count + " " + plane.noun() + " slices; slice " + slice + " was asked for");
        }
        int width = voxels.width(plane);
        int height = voxels.height(plane);
        if ((long) width * height > MOST_PIXELS) {
            throw new VolumeException("a slice of " + width + " x " + height + " pixels; the limit is " + MOST_PIXELS
                    + " pixels an image");
        }
        Optional<String> refusal = HeapShare.ofOneFile().refusal((long) BYTES_PER_PIXEL * width * height);
        if (refusal.isPresent()) {
            throw new VolumeException("a slice of " + width + " x " + height + " pixels, which takes " + refusal.get());
        }
        if (voxels.isColour()) {
            return new SlicePicture(width, height, voxels.colours(plane, slice), new short[0]);
        }
        String named = address.window();
        GreyRange range = named == null ? volume.range() : Window.named(named).range();
        double[] values = voxels.values(plane, slice);
        short[] shown = new short[values.length];
        for (int i = 0; i < shown.length; i++) {
            shown[i] = (short) range.shown(values[i]);
        }
        return new SlicePicture(width, height, new byte[0], shown);
    }

    /** Lets go of all volumes. */
    public void forget() {
        held.forget();
    }

    private static Ranged read(Path file) throws IOException {
        NiftiVolume volume = NiftiFile.read(file);
        return new Ranged(volume, volume.isColour() ? new GreyRange(0, 255) : volume.range());
    }
}
