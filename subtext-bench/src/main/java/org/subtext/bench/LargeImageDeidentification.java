package org.subtext.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.subtext.deidentification.BurnedInPolicy;
import org.subtext.deidentification.Deidentification;
import org.subtext.deidentification.DeidentificationPlan;
import org.subtext.deidentification.DeidentificationSummary;
import org.subtext.deidentification.streams.VideoPolicy;
import org.subtext.dicom.DataSet;
import org.subtext.dicom.DicomWriter;
import org.subtext.dicom.Element;
import org.subtext.dicom.Tag;
import org.subtext.dicom.TransferSyntax;
import org.subtext.dicom.Vr;
import org.subtext.identities.IdRule;
import org.subtext.progress.Progress;

/**
 * Time and processor time of {@code deidentify} over native images of 16 bits: FOLDER FILES COLUMNS ROWS PASSES. The
 * figures are in docs/benchmarks-images.md.
 */
public final class LargeImageDeidentification {
    private LargeImageDeidentification() {}

    public static void main(String[] arguments) throws IOException {
        Path folder = Files.createDirectories(Path.of(arguments[0]));
        Path input = Files.createDirectories(folder.resolve("in"));
        for (int file = 0; file < Integer.parseInt(arguments[1]); file++) {
            write(input.resolve(file + ".dcm"), file, Integer.parseInt(arguments[2]), Integer.parseInt(arguments[3]));
        }
        OperatingSystemMXBean process = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        for (int pass = 0; pass < Integer.parseInt(arguments[4]); pass++) {
            long start = System.nanoTime();
            long spent = process.getProcessCpuTime();
            Path out = folder.resolve("out-" + start);
            DeidentificationSummary summary = Deidentification.run(
                    new DeidentificationPlan(
                            input,
                            out,
                            folder.resolve("salt"),
                            Set.of(),
                            BurnedInPolicy.FLAG,
                            VideoPolicy.EXCLUDE,
                            Optional.empty(),
                            List.of(),
                            IdRule.ASK),
                    Progress.SILENT);
            System.out.printf(
                    Locale.ROOT,
                    "%d written, %.2f s, %.2f s of processor time%n",
                    summary.written(),
                    (System.nanoTime() - start) / 1e9,
                    (process.getProcessCpuTime() - spent) / 1e9);
        }
    }

    private static void write(Path path, int seed, int columns, int rows) throws IOException {
        SplittableRandom random = new SplittableRandom(seed);
        ByteBuffer pixels = ByteBuffer.allocate(columns * rows * 2).order(ByteOrder.LITTLE_ENDIAN);
        for (int y = 0; y < rows; y++) {
            for (int x = 0; x < columns; x++) {
                double tissue = 2000 + 1500 * Math.sin(x / 700.0) * Math.cos(y / 900.0);
                pixels.putShort((short) (tissue + random.nextInt(200)));
            }
        }
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(path))) {
            String uid = "1.2.826.0.1.3680043.9.7331.1";
            DicomWriter.write(
                    DataSet.of(List.of(
                            Element.text(Tag.of(0x00080016), Vr.UI, "1.2.840.10008.5.1.4.1.1.1.1"),
                            Element.text(Tag.of(0x00080018), Vr.UI, uid + "." + seed),
                            Element.text(Tag.of(0x00080060), Vr.CS, "DX"),
                            Element.text(Tag.of(0x00100010), Vr.PN, "Quackenbush^Zephyrine"),
                            Element.text(Tag.of(0x00100020), Vr.LO, "MRN7731904"),
                            Element.text(Tag.of(0x0020000D), Vr.UI, uid),
                            Element.text(Tag.of(0x0020000E), Vr.UI, uid + ".9"),
                            Element.shorts(Tag.of(0x00280002), 1),
                            Element.text(Tag.of(0x00280004), Vr.CS, "MONOCHROME2"),
                            Element.shorts(Tag.of(0x00280010), rows),
                            Element.shorts(Tag.of(0x00280011), columns),
                            Element.shorts(Tag.of(0x00280100), 16),
                            Element.shorts(Tag.of(0x00280101), 12),
                            Element.shorts(Tag.of(0x00280102), 11),
                            Element.shorts(Tag.of(0x00280103), 0),
                            Element.of(Tag.of(0x7FE00010), Vr.OW, pixels.flip()))),
                    TransferSyntax.EXPLICIT_LITTLE_ENDIAN,
                    out);
        }
    }
}
