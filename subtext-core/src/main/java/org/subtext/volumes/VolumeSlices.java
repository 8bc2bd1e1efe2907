package org.subtext.volumes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.jspecify.annotations.Nullable;

/**
 * Slices of NIfTI volumes as pictures for whoever asks for them one at a time. The volume read last stays in memory, so that a
 * table that lists slices volume by volume reads each file once. Thread-safe; of several threads one reads and the others wait.
 */
public final class VolumeSlices {
    private record Held(Path file, FileTime changed, NiftiVolume volume, GreyRange range) {}

    /** 8192 by 8192, as of any other image. */
    private static final long MOST_PIXELS = 1L << 26;

    private @Nullable Held held;

    /**
     * The slice of a path, windowed to 16 bits, or as the 8-bit colours that the file holds.
     *
     * @throws VolumeException when the file is no volume, has no such slice, or the window is none
     */
    public SlicePicture picture(SlicePath path) throws IOException {
        Held volume = held(path.volume());
        NiftiVolume voxels = volume.volume();
        Plane plane = path.plane();
        int count = voxels.slices(plane);
        if (path.slice() < 1 || path.slice() > count) {
            throw new VolumeException("a NIfTI volume of " + count + " " + plane.noun() + " slices; slice "
                    + path.slice() + " was asked for");
        }
        int width = voxels.width(plane);
        int height = voxels.height(plane);
        if ((long) width * height > MOST_PIXELS) {
            throw new VolumeException("a slice of " + width + " x " + height + " pixels; the limit is " + MOST_PIXELS
                    + " pixels an image");
        }
        if (voxels.isColour()) {
            return new SlicePicture(width, height, voxels.colours(plane, path.slice()), new short[0]);
        }
        String named = path.window();
        GreyRange range = named == null ? volume.range() : window(named).range();
        double[] values = voxels.values(plane, path.slice());
        short[] shown = new short[values.length];
        for (int i = 0; i < shown.length; i++) {
            shown[i] = (short) range.shown(values[i]);
        }
        return new SlicePicture(width, height, new byte[0], shown);
    }

    private synchronized Held held(Path file) throws IOException {
        FileTime changed = Files.getLastModifiedTime(file);
        Held known = held;
        if (known != null && known.file().equals(file) && known.changed().equals(changed)) {
            return known;
        }
        held = null; // the old volume may go before the new one comes
        NiftiVolume volume = NiftiFile.read(file);
        Held now = new Held(file, changed, volume, volume.isColour() ? new GreyRange(0, 255) : volume.range());
        held = now;
        return now;
    }

    private static Window window(String text) throws VolumeException {
        return Window.of(text)
                .orElseThrow(() -> new VolumeException("an unknown window; lung, mediastinum, bone, brain or"
                        + " CENTRE_WIDTH (as in @-600_1500) was expected"));
    }
}
