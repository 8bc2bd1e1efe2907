package org.subtext.dicom;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * How a data set is laid out in bytes (PS3.5 section 10 and annex A; names of PS3.6 annex A).
 *
 * @param uid the UID, without padding
 * @param explicitVr whether each element names its value representation
 * @param bigEndian whether the most significant byte comes first
 * @param deflated whether the data set is compressed as a whole (PS3.5 section A.5)
 * @param encapsulated whether pixel data come as fragments (PS3.5 section A.4)
 * @param name the name in words
 */
public record TransferSyntax(
        String uid, boolean explicitVr, boolean bigEndian, boolean deflated, boolean encapsulated, String name) {
    public static final TransferSyntax IMPLICIT_LITTLE_ENDIAN =
            new TransferSyntax("1.2.840.10008.1.2", false, false, false, false, "Implicit VR Little Endian");
    public static final TransferSyntax EXPLICIT_LITTLE_ENDIAN =
            new TransferSyntax("1.2.840.10008.1.2.1", true, false, false, false, "Explicit VR Little Endian");
    public static final TransferSyntax DEFLATED_LITTLE_ENDIAN = new TransferSyntax(
            "1.2.840.10008.1.2.1.99", true, false, true, false, "Deflated Explicit VR Little Endian");
    public static final TransferSyntax EXPLICIT_BIG_ENDIAN =
            new TransferSyntax("1.2.840.10008.1.2.2", true, true, false, false, "Explicit VR Big Endian");

    private static final Map<String, TransferSyntax> KNOWN = List.of(
                    IMPLICIT_LITTLE_ENDIAN,
                    EXPLICIT_LITTLE_ENDIAN,
                    DEFLATED_LITTLE_ENDIAN,
                    EXPLICIT_BIG_ENDIAN,
                    new TransferSyntax("1.2.840.10008.1.2.1.98", true, false, false, true, "Encapsulated Uncompressed"),
                    encapsulated("4.50", "JPEG Baseline (process 1)"),
                    encapsulated("4.51", "JPEG Extended (processes 2 and 4)"),
                    encapsulated("4.57", "JPEG Lossless (process 14)"),
                    encapsulated("4.70", "JPEG Lossless (process 14, selection value 1)"),
                    encapsulated("4.80", "JPEG-LS Lossless"),
                    encapsulated("4.81", "JPEG-LS Near-lossless"),
                    encapsulated("4.90", "JPEG 2000 (lossless only)"),
                    encapsulated("4.91", "JPEG 2000"),
                    encapsulated("4.92", "JPEG 2000 Part 2 (lossless only)"),
                    encapsulated("4.93", "JPEG 2000 Part 2"),
                    encapsulated("4.100", "MPEG2 Main Profile / Main Level"),
                    encapsulated("4.100.1", "Fragmentable MPEG2 Main Profile / Main Level"),
                    encapsulated("4.101", "MPEG2 Main Profile / High Level"),
                    encapsulated("4.101.1", "Fragmentable MPEG2 Main Profile / High Level"),
                    encapsulated("4.102", "MPEG-4 AVC/H.264 High Profile / Level 4.1"),
                    encapsulated("4.102.1", "Fragmentable MPEG-4 AVC/H.264 High Profile / Level 4.1"),
                    encapsulated("4.103", "MPEG-4 AVC/H.264 BD-compatible High Profile / Level 4.1"),
                    encapsulated("4.103.1", "Fragmentable MPEG-4 AVC/H.264 BD-compatible High Profile / Level 4.1"),
                    encapsulated("4.104", "MPEG-4 AVC/H.264 High Profile / Level 4.2 For 2D Video"),
                    encapsulated("4.104.1", "Fragmentable MPEG-4 AVC/H.264 High Profile / Level 4.2 For 2D Video"),
                    encapsulated("4.105", "MPEG-4 AVC/H.264 High Profile / Level 4.2 For 3D Video"),
                    encapsulated("4.105.1", "Fragmentable MPEG-4 AVC/H.264 High Profile / Level 4.2 For 3D Video"),
                    encapsulated("4.106", "MPEG-4 AVC/H.264 Stereo High Profile / Level 4.2"),
                    encapsulated("4.106.1", "Fragmentable MPEG-4 AVC/H.264 Stereo High Profile / Level 4.2"),
                    encapsulated("4.107", "HEVC/H.265 Main Profile / Level 5.1"),
                    encapsulated("4.108", "HEVC/H.265 Main 10 Profile / Level 5.1"),
                    encapsulated("4.110", "JPEG XL Lossless"),
                    encapsulated("4.111", "JPEG XL JPEG Recompression"),
                    encapsulated("4.112", "JPEG XL"),
                    encapsulated("4.201", "High-Throughput JPEG 2000 (lossless only)"),
                    encapsulated("4.202", "High-Throughput JPEG 2000 with RPCL Options (lossless only)"),
                    encapsulated("4.203", "High-Throughput JPEG 2000"),
                    encapsulated("5", "RLE Lossless"),
                    encapsulated("8.1", "Deflated Image Frame Compression"))
            .stream()
            .collect(Collectors.toUnmodifiableMap(TransferSyntax::uid, Function.identity()));

    private static final Pattern VIDEO = Pattern.compile("1\\.2\\.840\\.10008\\.1\\.2\\.4\\.10[0-8](\\.1)?");

    private static TransferSyntax encapsulated(String suffix, String name) {
        return new TransferSyntax("1.2.840.10008.1.2." + suffix, true, false, false, true, name);
    }

    /** The syntax of a UID; an unknown one is taken for explicit little endian with fragments, as all new ones are. */
    public static TransferSyntax of(String uid) {
        TransferSyntax known = KNOWN.get(uid);
        return known == null ? new TransferSyntax(uid, true, false, false, true, "unknown transfer syntax") : known;
    }

    /** Whether the standard has this syntax (as of 2025). */
    public boolean known() {
        return KNOWN.containsKey(uid);
    }

    /** Whether pixel data are one stream of video (MPEG-2, MPEG-4, HEVC) rather than frames. */
    public boolean video() {
        return VIDEO.matcher(uid).matches();
    }

    /** The same syntax, with the data set laid out as it was found rather than as was declared. */
    TransferSyntax found(boolean explicit, boolean big, boolean inflated) {
        return new TransferSyntax(uid, explicit, big, inflated, encapsulated, name);
    }
}
