package org.subtext.perturbation;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.subtext.perturbation.contract.PerturbationFamily;
import org.subtext.perturbation.contract.PerturbationKind;
import org.subtext.perturbation.contract.PlannedPerturbation;
import org.subtext.perturbation.contract.Role;
import org.subtext.perturbation.pixels.EachChannel;
import org.subtext.perturbation.pixels.PixelValues;
import org.subtext.provenance.Seed;

/**
 * Lossy compression: stored as a JPEG of 8-bit grey and read again. Values become whole grey levels of 255. Channels of
 * a colour image are compressed apart.
 *
 * @param quality of the usual scale that scales the standard's example tables: 1 (smallest file) to 100
 */
public record JpegQuality(int quality) implements PlannedPerturbation {
    static final PerturbationKind KIND = new PerturbationKind(
                    "jpeg",
                    PerturbationFamily.COMPRESSION,
                    "quality (1 to 100)",
                    1,
                    List.of("jpeg 90", "jpeg 70", "jpeg 50", "jpeg 30", "jpeg 10", "jpeg 5"),
                    JpegQuality::of)
            .trainedFor("jpeg 10");

    public JpegQuality {
        if (quality < 1 || quality > 100) {
            throw new IllegalArgumentException("the quality must be a whole number from 1 to 100");
        }
    }

    private static JpegQuality of(List<Double> numbers) {
        double quality = numbers.get(0);
        return new JpegQuality(quality == Math.rint(quality) ? (int) quality : 0);
    }

    @Override
    public PerturbationKind kind() {
        return KIND;
    }

    @Override
    public List<Double> numbers() {
        return List.of((double) quality);
    }

    @Override
    public Role role() {
        return new Role.Rung(KIND.parameters(), quality, Role.Harsher.SMALLER, "JPEG compression at quality %s");
    }

    @Override
    public String description() {
        return "compressed as a JPEG of quality " + quality;
    }

    @Override
    public PixelValues apply(PixelValues image, int row, Seed seed) {
        int side = image.side();
        return EachChannel.change(image, (values, offset) -> {
            BufferedImage grey = new BufferedImage(side, side, BufferedImage.TYPE_BYTE_GRAY);
            byte[] bytes = ((DataBufferByte) grey.getRaster().getDataBuffer()).getData();
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = (byte) (int) (255 * Math.max(0, Math.min(1, values[offset + i])) + 0.5f);
            }
            byte[] decoded = decoded(encoded(grey));
            for (int i = 0; i < decoded.length; i++) {
                values[offset + i] = (decoded[i] & 0xFF) / 255f;
            }
        });
    }

    private byte[] encoded(BufferedImage grey) {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            ImageWriteParam how = writer.getDefaultWriteParam();
            how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            how.setCompressionQuality(quality / 100f);
            writer.setOutput(out);
            writer.write(null, new IIOImage(grey, null, null), how);
        } catch (IOException e) {
            throw new UncheckedIOException("compressing in memory failed", e);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    private static byte[] decoded(byte[] file) {
        ImageReader reader = ImageIO.getImageReadersByFormatName("jpeg").next();
        try (MemoryCacheImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
            reader.setInput(in, true, true);
            return ((DataBufferByte) reader.readRaster(0, null).getDataBuffer()).getData();
        } catch (IOException e) {
            throw new UncheckedIOException("reading from memory failed", e);
        } finally {
            reader.dispose();
        }
    }
}
