package org.subtext.deidentification.streams;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.zip.Deflater;
import org.subtext.dicom.DataSet;
import org.subtext.dicom.DicomFile;
import org.subtext.dicom.DicomWriter;
import org.subtext.dicom.Element;
import org.subtext.dicom.ReadLimits;
import org.subtext.dicom.Tag;
import org.subtext.dicom.TransferSyntax;
import org.subtext.dicom.Vr;
import org.subtext.dicom.codec.CodeStream;

/**
 * One frame of 20 by 24 pixels in one encoding. Code streams were made by independent programs:
 * validation/deidentification/streams.py names them.
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Sample(String name, CodeStream.Kind kind, PixelShape shape, byte[] stream) {
    /** All encodings whose frames are streams. */
    static List<Sample> all() {
        List<Sample> all = new ArrayList<>();
        try (InputStream in = Objects.requireNonNull(Sample.class.getResourceAsStream("samples.csv"))) {
            new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .skip(1)
                    .map(Sample::parse)
                    .forEach(all::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        PixelShape words = shape(20, 24, 1, 16, 12);
        byte[] cells = new byte[2 * 20 * 24];
        for (int i = 0; i < cells.length; i++) {
            cells[i] = (byte) (i % 2 == 0 ? i * 7 : i % 16);
        }
        all.add(new Sample("runs", CodeStream.Kind.RLE, words, runs(cells)));
        all.add(new Sample("deflated", CodeStream.Kind.DEFLATED, words, deflated(cells)));
        return all;
    }

    static Sample named(String name) {
        return all().stream().filter(one -> one.name.equals(name)).findFirst().orElseThrow();
    }

    private static Sample parse(String line) {
        String[] cells = line.split(",");
        PixelShape shape = shape(
                Integer.parseInt(cells[2]),
                Integer.parseInt(cells[3]),
                Integer.parseInt(cells[4]),
                Integer.parseInt(cells[5]),
                Integer.parseInt(cells[6]));
        return new Sample(
                cells[0],
                CodeStream.Kind.valueOf(cells[1]),
                shape,
                Base64.getDecoder().decode(cells[7]));
    }

    static PixelShape shape(int columns, int rows, int samples, int allocated, int stored) {
        return new PixelShape(rows, columns, samples, allocated, stored, stored - 1, false, false, 1);
    }

    /** Two segments of literal runs, the upper bytes first, an even number of bytes each. */
    private static byte[] runs(byte[] cells) {
        StreamWriter high = new StreamWriter(512);
        StreamWriter low = new StreamWriter(512);
        for (int i = 0; i < cells.length; i += 32) {
            high.u8(15);
            low.u8(15);
            for (int k = i; k < i + 32; k += 2) {
                high.u8(cells[k + 1]);
                low.u8(cells[k]);
            }
        }
        ByteBuffer header = ByteBuffer.allocate(64).order(java.nio.ByteOrder.LITTLE_ENDIAN);
        header.putInt(2).putInt(64).putInt(64 + high.size());
        return new StreamWriter(1024)
                .put(header.array())
                .put(high.toBytes())
                .put(low.toBytes())
                .toBytes();
    }

    static byte[] deflated(byte[] bytes) {
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
        deflater.setInput(bytes);
        deflater.finish();
        byte[] out = new byte[bytes.length + 64];
        int length = deflater.deflate(out);
        deflater.end();
        return java.util.Arrays.copyOf(out, length);
    }

    String transferSyntax() {
        return switch (kind) {
            case JPEG -> "1.2.840.10008.1.2.4.51";
            case JPEG_LS -> "1.2.840.10008.1.2.4.80";
            case JPEG_2000 -> "1.2.840.10008.1.2.4.90";
            case RLE -> "1.2.840.10008.1.2.5";
            case DEFLATED -> "1.2.840.10008.1.2.8.1";
        };
    }

    /** The attributes without pixels. */
    static DataSet attributes(PixelShape shape, int frames) {
        return DataSet.of(List.of(
                Element.shorts(Tag.of(0x00280002), shape.samples()),
                Element.text(Tag.of(0x00280004), Vr.CS, shape.samples() == 1 ? "MONOCHROME2" : "RGB"),
                Element.text(Tag.of(0x00280008), Vr.IS, Integer.toString(frames)),
                Element.shorts(Tag.of(0x00280010), shape.rows()),
                Element.shorts(Tag.of(0x00280011), shape.columns()),
                Element.shorts(Tag.of(0x00280100), shape.bitsAllocated()),
                Element.shorts(Tag.of(0x00280101), shape.bitsStored()),
                Element.shorts(Tag.of(0x00280102), shape.highBit()),
                Element.shorts(Tag.of(0x00280103), shape.signed() ? 1 : 0)));
    }

    /** A file of these fragments. */
    DicomFile file(int frames, byte[] offsets, byte[]... fragments) throws IOException {
        List<byte[]> all = new ArrayList<>(List.of(offsets));
        all.addAll(List.of(fragments));
        DataSet data = attributes(shape, frames).with(Element.fragments(Tag.of(0x7FE00010), all));
        return file(data, TransferSyntax.of(transferSyntax()));
    }

    static DicomFile file(DataSet data, TransferSyntax syntax) throws IOException {
        java.io.ByteArrayOutputStream out = new java.io.ByteArrayOutputStream();
        DicomWriter.write(data, syntax, out);
        return DicomFile.read(out.toByteArray(), ReadLimits.defaults());
    }

    /** The frames of a file, cleaned. */
    static List<byte[]> frames(DicomFile file) throws IOException {
        Element pixels = cleaned(file).dataSet().find(Tag.of(0x7FE00010)).orElseThrow();
        return pixels.fragments().subList(1, pixels.fragments().size());
    }

    static CleanedPixels cleaned(DicomFile file) throws NotCleanedException {
        return PixelCleaner.clean(file, file.dataSet(), VideoPolicy.EXCLUDE);
    }

    @Override
    public String toString() {
        return name;
    }
}
