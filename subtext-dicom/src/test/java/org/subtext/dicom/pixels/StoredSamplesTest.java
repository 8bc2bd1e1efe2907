package org.subtext.dicom.pixels;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.subtext.dicom.codec.Samples;
import org.subtext.testing.SharedData;

/**
 * Stored samples are those of dcmtk 3.6.7 and gdcm 3.0.21, which agree on all files here but the two RLE of colour with
 * more than 8 bits, where gdcm takes planes for pixels and dcmtk's hash stands.
 *
 * <p>Hashes: SHA-256 of the raw files that {@code validation/dicom/references.sh} makes ({@code dcmdrle}, {@code
 * dcmdjpeg +cn}, {@code dcmdjpls}, {@code dcmdump +W}; {@code gdcmconv --raw}, {@code gdcmraw}).
 */
class StoredSamplesTest {
    @ParameterizedTest
    @CsvSource({
        "CT_small.dcm, 7a481f6ffff833aef4d8bd54819bd8f472aaa7232090208e056c90eacf079926",
        "MR_small_implicit.dcm, 88617aaa46138fb1b6e2a951e762d962382354d69f47f8c04d4abff2f6a6a63e",
        "MR_small_bigendian.dcm, 88617aaa46138fb1b6e2a951e762d962382354d69f47f8c04d4abff2f6a6a63e",
        "image_dfl.dcm, 1f5f1b1c1a57606a55d7e4212ee2655c8205b45e264bd55057f7388c258deef8",
        "rtdose.dcm, e30a4288ac22902293b3b0144d9cd7866d43a96e2e5cf3ec59c6f78595c3a125",
        "rtdose_expb.dcm, a4b154674fa76e18cf2d58c5e2b08d9aa30a9a5671c0507d586bff8a6b763159",
        "OBXXXX1A_expb.dcm, 48abdc16b5064b61cf5960f7056756fc97f4547186e88b3bbcc1ebc2a66e6ca7",
        "liver.dcm, b022303f9581eb6f89ddc394beda0a08adaaa2eeb2fa89d021241ce104b9d9fa",
        "MR_small_RLE.dcm, 88617aaa46138fb1b6e2a951e762d962382354d69f47f8c04d4abff2f6a6a63e",
        "SC_rgb_jpeg_dcmtk.dcm, ddddadc3c3d361b56803d6e8caa0da3f0dd3c3972aee0ece1924086f792eecc6",
        "SC_rgb_dcmtk_+eb+cy+np.dcm, 74588bc79349380d01181841500ada3a1c102435465344061c07fbc23b38105c",
        "JPEG-lossy.dcm, d30242775a414c01d616447854ebe3f2b20259822894bcd6891f879bcdcbf313",
        "JPEG-LL.dcm, a6e9d32143339d3f5748b5520aa4e6c6ffb3550b6f71fdf17bdb2ebb44bc2611",
        "JPGLosslessP14SV1_1s_1f_8b.dcm, 36e27e4f1e87a7d50407463323ddc3736736ecff35eb4e4a4c1b74646938835d",
        "JLSL_16_15_1_1F.dcm, 4727d64f164a4a8d0436f6096929583291cd0ae3d8f7efc8ea96d6d51f4d41e8",
        "JLSL_RGB_ILV0.dcm, ed1fce22a62e4194dd75dd98e7c04aa6978a2858108714876a615c5d5d3c7dff",
        "JLSL_RGB_ILV1.dcm, ed1fce22a62e4194dd75dd98e7c04aa6978a2858108714876a615c5d5d3c7dff",
        "JLSL_RGB_ILV2.dcm, ed1fce22a62e4194dd75dd98e7c04aa6978a2858108714876a615c5d5d3c7dff",
        "JLSN_RGB_ILV0.dcm, 646fdbe8c1803837e525e3532235b754281a119da35c05cb592f49aca41e7a27",
        "emri_small_jpeg_ls_lossless.dcm, 9719c5d0f62ce971a1039c9cd73a6785427f4f80a1d3b6969cb9ffc425fba054"
    })
    void equalThoseOfOtherToolkits(String name, String sha256) throws IOException {
        assertThat(sha256(bytes(file(name)))).isEqualTo(sha256);
    }

    private static String sha256(byte[] samples) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(samples));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static Path file(String name) {
        Path first = SharedData.find("data/dicom/pydicom/src/pydicom/data/test_files")
                .resolve(name);
        return Files.exists(first)
                ? first
                : SharedData.find("data/dicom/pydicom-data/data_store/data").resolve(name);
    }

    /** All frames, little-endian; bits packed. */
    private static byte[] bytes(Path file) throws IOException {
        DicomPixels pixels = DicomPixels.read(Files.readAllBytes(file), DicomPixels.DEFAULT_MAX_PIXELS);
        int bits = pixels.attributes().shape().bitsAllocated();
        long samples = (long) pixels.attributes().shape().samples()
                * pixels.attributes().frames();
        byte[] all = new byte[(int) ((samples * bits + 7) / 8)];
        long bit = 0;
        for (int frame = 0; frame < pixels.attributes().frames(); frame++) {
            Samples stored = pixels.stored(frame);
            for (int i = 0; i < stored.count(); i++) {
                for (int b = 0; b < bits; b += 8, bit += Math.min(8, bits)) {
                    all[(int) (bit >> 3)] |= (byte) (stored.get(i) >> b << (bit & 7));
                }
            }
        }
        return all;
    }
}
