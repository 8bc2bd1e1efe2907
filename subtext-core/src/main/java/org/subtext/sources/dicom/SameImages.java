package org.subtext.sources.dicom;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.subtext.dicom.DicomFile;
import org.subtext.dicom.PixelData;
import org.subtext.dicom.pixels.DicomPixels;
import org.subtext.provenance.ContentHash;

/**
 * Which files of one SOP Instance UID hold one image. The UID alone is not believed: programs have written one into
 * every file. Files are one image where patient and pixels are the same too.
 *
 * <p>Pixels are read only of files whose UID another file has.
 */
final class SameImages {
    /**
     * A file that says it is an image.
     *
     * @param encoding transfer syntax
     */
    record Claim(Path file, @Nullable String uid, @Nullable String patient, String encoding) {}

    /** What became of a file. */
    enum Answer {
        /** No other file has its UID, or it is the first of its image. */
        ITSELF,
        /** The same image as a file before. */
        REPEATED,
        /** Other images have its UID. */
        ONE_OF_SEVERAL
    }

    private SameImages() {}

    /** One answer a claim, in their order. */
    static List<Answer> judge(List<Claim> claims) {
        Map<String, List<Integer>> byUid = new HashMap<>();
        for (int i = 0; i < claims.size(); i++) {
            String uid = claims.get(i).uid();
            if (uid != null) {
                byUid.computeIfAbsent(uid, u -> new ArrayList<>(1)).add(i);
            }
        }
        Answer[] answers = new Answer[claims.size()];
        Arrays.fill(answers, Answer.ITSELF);
        byUid.values().parallelStream()
                .filter(group -> group.size() > 1)
                .forEach(group -> judge(group, claims, answers));
        return List.of(answers);
    }

    private static void judge(List<Integer> group, List<Claim> claims, Answer[] answers) {
        // Of one encoding other bytes are another image; only between encodings must the samples be looked at.
        boolean decoded =
                group.stream().map(i -> claims.get(i).encoding()).distinct().count() > 1;
        List<String> pixels = group.parallelStream()
                .map(i -> digest(claims.get(i).file(), decoded))
                .toList();
        Set<String> seen = new HashSet<>();
        List<Integer> different = new ArrayList<>();
        for (int k = 0; k < group.size(); k++) {
            int i = group.get(k);
            if (seen.add(Objects.requireNonNullElse(claims.get(i).patient(), "") + "\n" + pixels.get(k))) {
                different.add(i);
            } else {
                answers[i] = Answer.REPEATED;
            }
        }
        if (different.size() > 1) {
            different.forEach(i -> answers[i] = Answer.ONE_OF_SEVERAL);
        }
    }

    /** Tells pixels apart: as they are stored, or decoded; a file that cannot be read is like no other. */
    private static String digest(Path file, boolean decoded) {
        try {
            DicomFile whole = DicomFile.read(file);
            MessageDigest digest = ContentHash.sha256();
            if (decoded) {
                DicomPixels pixels = DicomPixels.of(whole);
                for (int frame = 0; frame < pixels.attributes().frames(); frame++) {
                    long[] values = pixels.values(frame);
                    ByteBuffer bytes = ByteBuffer.allocate(values.length * Long.BYTES);
                    bytes.asLongBuffer().put(values);
                    digest.update(bytes);
                }
            } else {
                whole.pixelData().ifPresent(stored -> update(digest, stored));
            }
            return ContentHash.of(digest).hex();
        } catch (IOException e) {
            return file.toString();
        }
    }

    private static void update(MessageDigest digest, PixelData stored) {
        digest.update(stored.bytes());
        stored.fragments().forEach(digest::update);
    }
}
