package org.subtext.images;

import java.io.IOException;
import org.subtext.address.ImageAddress;
import org.subtext.volumes.SlicePicture;
import org.subtext.volumes.VolumeException;
import org.subtext.volumes.VolumeSlices;

/** A slice of a volume as the bytes of a PNG, so that hashing, caching and decoding know files only. */
final class SlicePng {
    private SlicePng() {}

    /** An uncompressed PNG, 16-bit grey or 8-bit colour. */
    static byte[] of(ImageAddress address, VolumeSlices volumes) throws IOException {
        try {
            SlicePicture picture = volumes.picture(address);
            boolean grey = picture.colours().length == 0;
            return PngBytes.stored(
                    grey
                            ? DecodedImage.of16Bit(picture.width(), picture.height(), 1, picture.greys())
                            : DecodedImage.of8Bit(picture.width(), picture.height(), 3, picture.colours()));
        } catch (VolumeException e) {
            throw new UnreadableImageException(String.valueOf(e.getMessage()), e);
        }
    }
}
