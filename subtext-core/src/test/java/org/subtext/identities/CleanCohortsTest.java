package org.subtext.identities;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

/** Lawful neighbours of everything that is refused, in 300 cohorts: a guard that cries wolf is switched off. */
class CleanCohortsTest {
    private static final int COHORTS = 300;

    @Test
    void noneIsRefusedAndHardlyAnyIsWarnedOf() throws IOException {
        Map<String, Integer> refused = new LinkedHashMap<>();
        int warned = 0;
        for (int seed = 0; seed < COHORTS; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            List<Map.Entry<String, IntFunction<String>>> kinds =
                    List.copyOf(idKinds(random.nextLong()).entrySet());
            Map.Entry<String, IntFunction<String>> kind = kinds.get(seed % kinds.size());
            boolean declared = kind.getKey().endsWith("declared");
            Identities who =
                    cohort(kind.getValue(), random).judged(declared ? SpellingPolicy.DIFFERENT : SpellingPolicy.ASK);
            for (IdFinding finding : who.findings()) {
                refused.merge(kind.getKey() + ": " + finding.words(), 1, Integer::sum);
            }
            warned += IdRemarks.of(who).size();
        }

        assertThat(refused).isEmpty();
        assertThat(warned).isLessThanOrEqualTo(COHORTS / 100);
    }

    /** The id of each patient, by how a source makes its ids. */
    private static Map<String, IntFunction<String>> idKinds(long salt) {
        long base = 100_000_000_000L + Math.floorMod(salt, 800_000_000_000L);
        Map<String, IntFunction<String>> kinds = new LinkedHashMap<>();
        kinds.put("numbers from 0", Integer::toString);
        kinds.put("numbers of one width", "%05d"::formatted);
        kinds.put("the same numbers at two sites", i -> (i % 2 == 0 ? "A-" : "B-") + i / 2);
        kinds.put("the same numbers at ten sites", i -> "%02d-%03d".formatted(i % 10, i / 10));
        kinds.put("sites and numbers without padding", i -> (1 + i % 12) + "-" + (1 + i / 12));
        kinds.put("sites told by two letters", i -> (i % 2 == 0 ? "St" : "Ho") + "_" + i / 2);
        kinds.put("patients and controls", i -> (i % 2 == 0 ? "P" : "C") + i / 2);
        kinds.put("a twin told by a letter", i -> i / 2 + (i % 2 == 0 ? "A" : "B"));
        kinds.put("padded and not, declared", i -> i % 2 == 0 ? "%04d".formatted(i / 2) : Integer.toString(i / 2));
        kinds.put("hashes", i -> Long.toHexString(hash(i, salt)));
        kinds.put("short hashes, which may look like 1e5", i -> "%06x".formatted(hash(i, salt) >>> 40));
        kinds.put("Base64, whose case matters", i -> base64(hash(i, salt)));
        kinds.put("UUIDs", i -> new UUID(hash(i, salt), i).toString());
        kinds.put("UIDs", i -> "1.2.826.0.1.3680043." + (hash(i, salt) >>> 20) + "." + i);
        kinds.put("twelve digits", i -> Long.toString(base + 7L * i));
        kinds.put("eighteen digits", i -> Long.toString(100_000_000_000_000_000L + (hash(i, salt) >>> 8)));
        kinds.put("dates and numbers", i -> "2019-%02d-%04d".formatted(1 + i % 12, i));
        kinds.put("words for a patient", "patient%05d"::formatted);
        kinds.put("names of folders", "sub-%03d"::formatted);
        kinds.put("decimals of site and patient", i -> (1 + i % 5) + "." + (11 + i / 5));
        return kinds;
    }

    /** SplitMix64 (Steele and others, doi:10.1145/2660193.2660195): another 63 bits for every patient and cohort. */
    private static long hash(int i, long salt) {
        long z = (i + 1) * 0x9E3779B97F4A7C15L + salt;
        z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return (z ^ z >>> 31) & Long.MAX_VALUE;
    }

    private static String base64(long value) {
        byte[] bytes = new byte[6];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (value >>> 8 * i);
        }
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** 40 to 400 patients of one to five images, a few of many, with a race, a sex and a site. */
    private static Written cohort(IntFunction<String> ids, SplittableRandom random) {
        int patients = 40 + random.nextInt(360);
        List<List<String>> rows = new ArrayList<>();
        for (int i = 0; i < patients; i++) {
            String id = ids.apply(i);
            String race = random.nextDouble() < 0.6 ? "White" : "Black";
            String sex = random.nextBoolean() ? "F" : "M";
            int images = random.nextInt(50) == 0 ? 30 : 1 + random.nextInt(5);
            for (int k = 0; k < images; k++) {
                // Some people are seen elsewhere too, and a few are recorded otherwise there.
                String site = random.nextInt(10) == 0 ? "B" : "A";
                String recorded = random.nextInt(100) == 0 ? "Other" : race;
                rows.add(Written.row(id, recorded, sex.toLowerCase(Locale.ROOT), site));
            }
        }
        return Written.of(List.of("patient", "race", "sex", "site"), rows);
    }
}
