package org.subtext.images;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.subtext.address.ImageAddress;
import org.subtext.provenance.ContentHash;

/**
 * Images written as pictures, by the decoder that fills a {@link PixelCache}: what it shows is what a network sees.
 * Thread-safe.
 */
public final class Pictures {
    private static final int WHITE_8 = 255;
    private static final int WHITE_16 = 65_535;

    private final ImageDecoder decoder = new ImageDecoder();

    /** An image that was read and not yet decoded. */
    public final class Read implements AutoCloseable {
        private final ImageAddress address;
        private final EncodedImage encoded;

        private Read(ImageAddress address, EncodedImage encoded) {
            this.address = address;
            this.encoded = encoded;
        }

        /** What tells it from other images: its file's content, which image of it, under which window. */
        public ContentHash content() {
            return encoded.content();
        }

        /** @throws UnreadableImageException also where the image has no such form, as colour has none of a recipe */
        public Picture as(PictureForm form) throws IOException {
            return decoder.alone(() -> picture(form));
        }

        private Picture picture(PictureForm form) throws IOException {
            if (form instanceof PictureForm.AsSeen seen) {
                DecodedImage image = seen(encoded.decode(), seen);
                return Pictures.picture(PngBytes.compressed(image), image);
            }
            StoredGrey stored = decoder.stored(address, encoded);
            byte[] pixels = MimicCxrJpg.pixels(stored.values(), stored.inverted());
            DecodedImage image = DecodedImage.of8Bit(stored.width(), stored.height(), 1, pixels);
            return Pictures.picture(jpeg(image, MimicCxrJpg.QUALITY), image);
        }

        /** Gives the memory back that it took. */
        @Override
        public void close() {
            encoded.close();
        }
    }

    /**
     * Reads an image, which is to be closed when its picture was made.
     *
     * @throws IOException when the file cannot be read; whether its content is an image is found on decoding
     */
    public Read read(ImageAddress address) throws IOException {
        return decoder.alone(() -> new Read(address, decoder.read(address)));
    }

    private static Picture picture(byte[] file, DecodedImage image) {
        return new Picture(
                file,
                ContentHash.ofBytes(PngBytes.samples(image)),
                image.width(),
                image.height(),
                image.channels(),
                image.bits());
    }

    private static DecodedImage seen(DecodedImage image, PictureForm.AsSeen form) {
        Integer side = form.side();
        DecodedImage sized = side == null ? image : sized(image, side);
        Integer bits = form.bits();
        return bits == null || bits == sized.bits() ? sized : withBits(sized, bits);
    }

    /** As a cache holds it: 16 bits, square. */
    private static DecodedImage sized(DecodedImage image, int side) {
        PixelLayout layout = new PixelLayout(side, image.channels(), Resize.AREA_AVERAGE);
        short[] planes = new short[layout.valuesPerImage()];
        Resampler.of(layout.resize()).resample(image, layout, planes);
        short[] pixels = new short[planes.length];
        for (int i = 0, to = 0; i < side * side; i++) {
            for (int channel = 0; channel < layout.channels(); channel++) {
                pixels[to++] = planes[channel * side * side + i];
            }
        }
        return DecodedImage.of16Bit(side, side, layout.channels(), pixels);
    }

    /** White stays white: 255 is 65,535; on the way down values are rounded. */
    private static DecodedImage withBits(DecodedImage image, int bits) {
        if (bits == 16) {
            short[] words = new short[image.bytes().length];
            for (int i = 0; i < words.length; i++) {
                words[i] = (short) ((image.bytes()[i] & 0xFF) * (WHITE_16 / WHITE_8));
            }
            return DecodedImage.of16Bit(image.width(), image.height(), image.channels(), words);
        }
        byte[] bytes = new byte[image.words().length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (((image.words()[i] & 0xFFFF) * WHITE_8 + WHITE_16 / 2) / WHITE_16);
        }
        return DecodedImage.of8Bit(image.width(), image.height(), image.channels(), bytes);
    }

    private static byte[] jpeg(DecodedImage grey, int quality) throws IOException {
        BufferedImage image = new BufferedImage(grey.width(), grey.height(), BufferedImage.TYPE_BYTE_GRAY);
        byte[] target = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
        System.arraycopy(grey.bytes(), 0, target, 0, target.length);
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            ImageWriteParam how = writer.getDefaultWriteParam();
            how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            how.setCompressionQuality(quality / 100f);
            writer.setOutput(out);
            writer.write(null, new IIOImage(image, null, null), how);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }
}
