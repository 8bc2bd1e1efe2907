package org.subtext.volumes;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.subtext.address.ImageAddress;

/**
 * What of one DICOM image, or one frame of it, decides its place in a stack.
 *
 * @param address how the cohort table names the image
 * @param patient Patient ID (0010,0020)
 * @param study Study Instance UID (0020,000D)
 * @param series Series Instance UID (0020,000E)
 * @param instance Instance Number (0020,0013); only decides between images at one place
 * @param acquisition Acquisition Number (0020,0012)
 * @param imageType Image Type (0008,0008)
 * @param rows pixels down
 * @param columns pixels across
 * @param reconstruction by which kernel, how thick and how fine
 * @param hounsfield whether its values are Hounsfield units, which a window is given in
 * @param geometry where it lies; null where Image Position or Image Orientation is missing or no orientation
 */
public record SliceRecord(
        ImageAddress address,
        String patient,
        String study,
        String series,
        @Nullable Integer instance,
        @Nullable Integer acquisition,
        List<String> imageType,
        int rows,
        int columns,
        Reconstruction reconstruction,
        boolean hounsfield,
        @Nullable SliceGeometry geometry) {
    public SliceRecord {
        imageType = List.copyOf(imageType);
    }

    /** Whether it only shows where slices were planned (PS3.3 section C.7.6.1.1.2, value 3 of Image Type). */
    boolean isLocaliser() {
        return imageType.stream().anyMatch(value -> value.equalsIgnoreCase("LOCALIZER"));
    }

    Optional<SliceGeometry> place() {
        return Optional.ofNullable(geometry);
    }
}
