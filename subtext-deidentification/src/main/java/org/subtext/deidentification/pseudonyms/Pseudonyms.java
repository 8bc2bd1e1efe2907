package org.subtext.deidentification.pseudonyms;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import org.subtext.dicom.Uid;
import org.subtext.identities.IdReading;
import org.subtext.provenance.KeyedHash;

/**
 * What stands in for an id: the same for the same id wherever it occurs, and never the id itself.
 *
 * <p>64 bits of HMAC-SHA-256 a patient or other id: among a million ids the chance of any two alike is about 3 in 10^8.
 */
public final class Pseudonyms {
    /** Ten years: the most by which dates move back. */
    static final int MOST_DAYS = 3652;

    private static final int DIGITS = 16;
    private static final int PIECE = 1 << 16;

    private final Salt salt;
    private final IdReading reading;

    /** Ids count as they are written. */
    public Pseudonyms(Salt salt) {
        this(salt, IdReading.AS_WRITTEN);
    }

    /** @param reading what a patient id is read as: two spellings of one id would else be two patients for good */
    public Pseudonyms(Salt salt, IdReading reading) {
        this.salt = salt;
        this.reading = reading;
    }

    /** The patient of a patient id, spaces around it not counted: P and 16 hexadecimal digits. */
    public String patient(String patientId) {
        return "P" + salt.hex("patient", reading.of(patientId.strip()), DIGITS);
    }

    /** Whether an id names nobody (NA, none, anonymous), so that all who have it would be one patient. */
    public boolean isNobody(String patientId) {
        return reading.isNobody(patientId.strip());
    }

    /** A patient without an id, told by the only study they are known from. */
    public String patientOfStudy(String studyUid) {
        return "P" + salt.hex("patient without id", studyUid, DIGITS);
    }

    /** Any other id that a table or a file holds, such as an accession number: 16 hexadecimal digits. */
    public String other(String id) {
        return salt.hex("id", id.strip(), DIGITS);
    }

    /** The name of a file, from its place in the input folder: 16 hexadecimal digits. */
    public String file(String relativePath) {
        return salt.hex("file", relativePath, DIGITS);
    }

    /** A UID under 2.25 of which 122 bits are of the HMAC ({@link Uid#ofHash}). */
    public String uid(String uid) {
        return Uid.ofHash(salt.digest("uid", uid.strip()));
    }

    /** By how many days all dates of a patient move back: 1 to {@value #MOST_DAYS}, the same for all their images. */
    public int daysBack(String patientPseudonym) {
        long bits = ByteBuffer.wrap(salt.digest("days back", patientPseudonym)).getLong();
        return 1 + (int) Long.remainderUnsigned(bits, MOST_DAYS);
    }

    /** Tells whether two contents are alike, but cannot be compared with a hash that somebody else keeps. */
    public String content(byte[] bytes) {
        return HexFormat.of().formatHex(salt.digest("content", bytes));
    }

    /** The same of a content that is read piece by piece. */
    public String content(Path file) throws IOException {
        KeyedHash.Parts parts = salt.inParts("content");
        try (InputStream in = Files.newInputStream(file)) {
            byte[] piece = new byte[PIECE];
            for (int length = in.read(piece); length >= 0; length = in.read(piece)) {
                parts.add(piece, 0, length);
            }
        }
        return HexFormat.of().formatHex(parts.digest());
    }

    /** Tells whether two imports used one salt, without telling the salt. */
    public String fingerprint() {
        return salt.hex("fingerprint", "", DIGITS);
    }
}
