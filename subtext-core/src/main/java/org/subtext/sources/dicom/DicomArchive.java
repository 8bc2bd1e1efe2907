package org.subtext.sources.dicom;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.subtext.dicom.DicomContent;
import org.subtext.dicom.ReadLimits;
import org.subtext.problems.InvalidInputException;
import org.subtext.problems.Problems;
import org.subtext.progress.Progress;

/**
 * Unpacks the DICOM members of a zip file into a folder, by content, under running numbers: what a member is called has
 * no say in where it lands. What a member becomes is bounded, and so is the whole.
 */
public final class DicomArchive {
    private static final int HEAD = 4096;
    private static final int CHUNK = 1 << 16;

    /** Images become two to ten times smaller in a zip; what claims a hundred times is a trap. */
    private static final long LARGEST_GROWTH = 100;

    private static final long ALWAYS_ALLOWED = 1L << 30;

    private static final int MOST_MEMBERS = 2_000_000;

    private DicomArchive() {}

    /** Whether a file is a zip file, by its first bytes. */
    static boolean isZip(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            return false;
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] start = in.readNBytes(4);
            return start.length == 4 && start[0] == 'P' && start[1] == 'K' && start[2] == 3 && start[3] == 4;
        }
    }

    /** Whether a file is called as unpacked members are. */
    static boolean isUnpacked(Path file) {
        return String.valueOf(file.getFileName()).matches("\\d{6,}\\.dcm");
    }

    /**
     * Unpacks what is DICOM.
     *
     * @param folder new or empty; receives 000001.dcm and so on
     * @return members that are no DICOM
     * @throws InvalidInputException when the archive is damaged, encrypted, or a member grows beyond the limits
     */
    public static int unpack(Path archive, Path folder, ReadLimits limits, Progress progress) throws IOException {
        long allowed = Math.max(ALWAYS_ALLOWED, Files.size(archive) * LARGEST_GROWTH);
        int others = 0;
        int written = 0;
        Files.createDirectories(folder);
        // What members are called has no say, so that any byte may stand in a name.
        try (ZipFile zip = new ZipFile(archive.toFile(), StandardCharsets.ISO_8859_1)) {
            refuseMany(zip, archive);
            refuseTwins(zip);
            progress.begin("Unpacking", zip.size(), "members");
            Enumeration<? extends ZipEntry> members = zip.entries();
            int number = 0;
            while (members.hasMoreElements()) {
                ZipEntry member = members.nextElement();
                number++;
                if (!member.isDirectory()) {
                    Path target = folder.resolve(String.format(Locale.ROOT, "%06d.dcm", number));
                    long size = copy(zip, member, target, number, limits.inflatedBytes(), allowed);
                    allowed -= Math.max(0, size);
                    written += size < 0 ? 0 : 1;
                    others += size < 0 ? 1 : 0;
                }
                progress.advance(1, "");
            }
        } catch (ZipException | EOFException e) {
            throw new InvalidInputException("Archive " + archive + " cannot be unpacked: " + e.getMessage()
                    + ". Give a zip file that is whole" + " and not encrypted, or unpack it and give the folder.");
        }
        progress.end(written + " DICOM files");
        return others;
    }

    private static void refuseMany(ZipFile zip, Path archive) {
        if (zip.size() > MOST_MEMBERS) {
            throw new InvalidInputException("Archive " + archive + " has " + zip.size() + " members, more than "
                    + MOST_MEMBERS + ". If that is meant, unpack it yourself and give the folder.");
        }
    }

    /** A member is opened by its name: of two with one name, the same would be read twice and the other never. */
    private static void refuseTwins(ZipFile zip) {
        Map<String, Integer> numbers = new HashMap<>();
        Problems problems = new Problems();
        int number = 0;
        for (Enumeration<? extends ZipEntry> members = zip.entries(); members.hasMoreElements(); ) {
            number++;
            Integer before = numbers.putIfAbsent(members.nextElement().getName(), number);
            if (before != null) {
                problems.add("Members " + before + " and " + number + " of the zip file have the same name, and it does"
                        + " not say which of them counts. Make the zip file again, or unpack it yourself and give the"
                        + " folder.");
            }
        }
        problems.throwIfAny();
    }

    /**
     * Copies a member; what is no DICOM is left after its first bytes, whatever it would become.
     *
     * @param largest bytes that a member may become
     * @param allowed bytes that the members not yet unpacked may become together
     * @return bytes written, or -1 where the member is no DICOM
     */
    private static long copy(ZipFile zip, ZipEntry member, Path target, int number, long largest, long allowed)
            throws IOException {
        // The class of the platform reads a member without looking at its checksum.
        CRC32 sum = new CRC32();
        try (InputStream in = new CheckedInputStream(zip.getInputStream(member), sum)) {
            byte[] head = in.readNBytes(HEAD);
            if (!DicomContent.isDicom(head)) {
                return -1;
            }
            long size = head.length;
            try (OutputStream out = Files.newOutputStream(target)) {
                out.write(head);
                byte[] chunk = new byte[CHUNK];
                int length = 0;
                do {
                    size += length;
                    if (size > Math.min(largest, allowed)) {
                        throw new InvalidInputException((size > largest
                                        ? "Member " + number + " of the zip file becomes more than " + largest
                                                + " bytes"
                                        : "The zip file becomes more than " + LARGEST_GROWTH
                                                + " times its size at member " + number
                                                + ", as no archive of images does")
                                + ". If that is meant, unpack it yourself and give the folder.");
                    }
                    out.write(chunk, 0, length);
                    length = in.read(chunk);
                } while (length >= 0);
            }
            if (member.getCrc() >= 0 && member.getCrc() != sum.getValue()) {
                throw new ZipException("member " + number + " is not what its checksum says");
            }
            return size;
        }
    }
}
