package org.subtext.images;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.subtext.dicom.DicomException;
import org.subtext.dicom.codec.PixelDataException;
import org.subtext.dicom.pixels.DicomPixels;
import org.subtext.dicom.pixels.DisplayImage;
import org.subtext.dicom.pixels.Photometric;
import org.subtext.dicom.pixels.PixelAttributes;
import org.subtext.volumes.VolumeException;
import org.subtext.volumes.Window;

/** One frame of a DICOM file, shown as {@link DicomPixels} says: grey of 16 bits, or RGB of 8. */
final class DicomImage {
    private DicomImage() {}

    static DicomPixels pixels(byte[] file, long maxPixels) throws IOException {
        try {
            return DicomPixels.read(file, maxPixels);
        } catch (DicomException | PixelDataException e) {
            throw unreadable(e);
        }
    }

    /**
     * A frame under a window, or as the file asks.
     *
     * @param frame counted from 1
     */
    static DecodedImage decode(DicomPixels pixels, int frame, @Nullable String window) throws IOException {
        try {
            DisplayImage image = display(pixels, frame - 1, window);
            return image.colour()
                    ? DecodedImage.of8Bit(image.width(), image.height(), 3, image.rgb())
                    : DecodedImage.of16Bit(image.width(), image.height(), 1, image.grey());
        } catch (PixelDataException e) {
            throw unreadable(e);
        } catch (VolumeException e) {
            throw new UnreadableImageException(String.valueOf(e.getMessage()), e);
        }
    }

    /** Stored values of a grey frame, counted from 1. */
    static StoredGrey stored(DicomPixels pixels, int frame) throws IOException {
        PixelAttributes attributes = pixels.attributes();
        if (!attributes.photometric().grey()) {
            throw new UnreadableImageException("an image in colour; grey was expected");
        }
        try {
            long[] values = pixels.values(frame - 1);
            boolean inverted = attributes.photometric() == Photometric.MONOCHROME1;
            return new StoredGrey(
                    attributes.shape().columns(), attributes.shape().rows(), values, inverted);
        } catch (PixelDataException e) {
            throw unreadable(e);
        }
    }

    private static DisplayImage display(DicomPixels pixels, int frame, @Nullable String named) throws IOException {
        if (named == null) {
            return pixels.display(frame);
        }
        Window window = Window.named(named);
        return pixels.windowed(frame, window.centre(), window.width());
    }

    private static UnreadableImageException unreadable(IOException e) {
        return new UnreadableImageException("DICOM that cannot be read: " + e.getMessage(), e);
    }
}
