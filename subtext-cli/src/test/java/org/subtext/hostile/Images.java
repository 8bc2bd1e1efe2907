package org.subtext.hostile;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.zip.CRC32;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.jspecify.annotations.Nullable;
import org.subtext.address.ImageAddress;
import org.subtext.images.DecodedFiles;
import org.subtext.images.Outcome;
import org.subtext.images.PixelLayout;
import org.subtext.images.Resize;

/** PNG, JPEG and TIFF, written by the platform, and how any image is read. */
final class Images {
    private static final PixelLayout LAYOUT = new PixelLayout(32, 1, Resize.AREA_AVERAGE);

    private Images() {}

    /** As predicting reads it: decoded, resampled, or unreadable for a reason. */
    static void read(ImageAddress address) {
        Outcome outcome = new DecodedFiles(List.of(address), LAYOUT).tryRead(0, FloatBuffer.allocate(32 * 32));
        if (outcome instanceof Outcome.Unreadable unreadable
                && unreadable.reason().isBlank()) {
            throw new IllegalStateException("unreadable without a reason");
        }
    }

    static List<Format> formats() {
        return List.of(
                new Picture("PNG", ".png", seeds("png", true), Images::pngFields, true),
                new Picture("JPEG", ".jpg", seeds("jpeg", true), file -> jpegFields(file, 0, file.length), false),
                new Picture("TIFF", ".tif", seeds("tiff", true), Images::tiffFields, false));
    }

    private interface Walk {
        List<Field> fields(byte[] file);
    }

    private record Picture(String name, String suffix, List<byte[]> seeds, Walk walk, boolean isPng) implements Format {
        @Override
        public List<Field> fields(byte[] file) {
            try {
                return walk.fields(file);
            } catch (RuntimeException e) {
                return List.of();
            }
        }

        @Override
        public byte[] finished(byte[] changed) {
            if (isPng) {
                checksums(changed);
            }
            return changed;
        }

        @Override
        public void read(Path file) {
            Images.read(ImageAddress.parse(file));
        }
    }

    /** Every type of pixel, each in every way in which the platform's writer can compress it. */
    static List<byte[]> seeds(String format, boolean large) {
        int[] types = {
            BufferedImage.TYPE_BYTE_GRAY,
            BufferedImage.TYPE_3BYTE_BGR,
            BufferedImage.TYPE_USHORT_GRAY,
            BufferedImage.TYPE_BYTE_BINARY,
            BufferedImage.TYPE_BYTE_INDEXED,
            BufferedImage.TYPE_4BYTE_ABGR
        };
        List<byte[]> files = new ArrayList<>();
        for (int type : types) {
            BufferedImage image = image(type, large ? 61 : 16);
            ImageWriter writer = ImageIO.getImageWritersByFormatName(format).next();
            String[] ways = writer.getDefaultWriteParam().canWriteCompressed()
                    ? writer.getDefaultWriteParam().getCompressionTypes()
                    : new String[] {""};
            for (String way : ways) {
                for (boolean inParts : new boolean[] {false, true}) {
                    byte[] file = written(writer, image, way, inParts);
                    if (file != null && files.stream().noneMatch(known -> java.util.Arrays.equals(known, file))) {
                        files.add(file);
                    }
                }
            }
            writer.dispose();
        }
        return files;
    }

    private static byte @Nullable [] written(ImageWriter writer, BufferedImage image, String way, boolean inParts) {
        ImageWriteParam how = writer.getDefaultWriteParam();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            if (!way.isEmpty()) {
                how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
                how.setCompressionType(way);
            }
            if (inParts && how.canWriteTiles()) {
                how.setTilingMode(ImageWriteParam.MODE_EXPLICIT);
                how.setTiling(32, 32, 0, 0);
            } else if (inParts && how.canWriteProgressive()) {
                how.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
            }
            writer.setOutput(out);
            writer.write(null, new IIOImage(image, null, null), how);
        } catch (IOException | RuntimeException e) {
            return null; // not every type can be written in every way
        }
        return bytes.toByteArray();
    }

    private static BufferedImage image(int type, int side) {
        SplittableRandom random = new SplittableRandom(type);
        BufferedImage image = new BufferedImage(side, side + 10, type);
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < side; x++) {
                image.setRGB(x, y, 0xFF000000 | (x * 4 << 16 | y * 3 << 8 | random.nextInt(64)));
            }
        }
        return image;
    }

    static byte[] jpeg() {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            ImageIO.write(image(BufferedImage.TYPE_BYTE_GRAY, 32), "jpeg", out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Field> pngFields(byte[] file) {
        List<Field> fields = new ArrayList<>(List.of(Field.big("columns", 16, 4), Field.big("rows", 20, 4)));
        for (int i = 24; i < 29; i++) {
            fields.add(Field.big("header", i, 1));
        }
        for (int at = 8; at + 12 <= file.length; ) {
            int length = ByteBuffer.wrap(file).getInt(at);
            fields.add(Field.big("length", at, 4));
            fields.add(Field.big("type", at + 4, 4));
            at += 12 + Math.max(0, Math.min(file.length, length));
        }
        return fields;
    }

    private static void checksums(byte[] png) {
        ByteBuffer file = ByteBuffer.wrap(png);
        for (long at = 8; at + 12 <= png.length; ) {
            int length = file.getInt((int) at);
            if (length < 0 || length > png.length - 12 - at) {
                return;
            }
            CRC32 checksum = new CRC32();
            checksum.update(png, (int) at + 4, length + 4);
            file.putInt((int) at + 8 + length, (int) checksum.getValue());
            at += 12 + length;
        }
    }

    /** Lengths of segments, sizes of frames, and whatever stands at the start of each segment. */
    static List<Field> jpegFields(byte[] file, int from, int end) {
        List<Field> fields = new ArrayList<>();
        for (int at = from + 2; at + 4 <= end && (file[at] & 0xFF) == 0xFF; ) {
            int marker = file[at + 1] & 0xFF;
            int length = (file[at + 2] & 0xFF) << 8 | file[at + 3] & 0xFF;
            fields.add(Field.big("marker", at + 1, 1));
            fields.add(Field.big("length", at + 2, 2));
            if (marker >= 0xC0 && marker <= 0xCF && marker != 0xC4) {
                fields.add(Field.big("rows", at + 5, 2));
                fields.add(Field.big("columns", at + 7, 2));
            }
            for (int i = at + 4; i < Math.min(at + 2 + length, at + 40); i++) {
                fields.add(Field.big("segment", i, 1));
            }
            if (marker == 0xDA) {
                break;
            }
            at += 2 + length;
        }
        return fields;
    }

    private static List<Field> tiffFields(byte[] file) {
        boolean big = file[0] == 'M';
        List<Field> fields = new ArrayList<>(List.of(new Field("directory", 4, 4, big)));
        for (int at = (int) fields.get(0).get(file), pages = 0; at > 0 && pages < 3; pages++) {
            Field count = new Field("count", at, 2, big);
            fields.add(count);
            int entries = (int) Math.min(64, count.get(file));
            for (int i = 0; i < entries; i++) {
                int entry = at + 2 + 12 * i;
                fields.add(new Field("tag", entry, 2, big));
                fields.add(new Field("type", entry + 2, 2, big));
                fields.add(new Field("number", entry + 4, 4, big));
                Field tag = fields.get(fields.size() - 3);
                boolean isShort = new Field("", entry + 2, 2, big).get(file) == 3;
                fields.add(new Field("value " + tag.get(file), entry + 8, isShort ? 2 : 4, big));
                fields.add(new Field("value " + tag.get(file), entry + 8, isShort ? 2 : 4, big));
            }
            Field next = new Field("directory", at + 2 + 12 * entries, 4, big);
            fields.add(next);
            at = (int) next.get(file);
        }
        return fields;
    }
}
