package org.subtext.silo.masking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.subtext.silo.masking.ShamirTest.assertRefused;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.subtext.provenance.ContentHash;
import org.subtext.silo.primitives.Randomness;
import org.subtext.silo.primitives.X25519;
import org.subtext.testing.SharedData;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One round of four sites, one of which drops: {@code silos.json}, made with cryptography 50.0.2 in Python 3.11. */
class MaskingVectorsTest {
    private JsonNode block;
    private Roster roster;
    private Masks masks;

    @BeforeEach
    void read() throws IOException {
        block = JsonMapper.shared()
                .readTree(Files.readString(SharedData.find("reference/silos.json")))
                .get("secure_aggregation");
        Purpose purpose = new Purpose(
                new ContentHash(block.get("plan_hash").asString()),
                new ContentHash(block.get("model_hash").asString()),
                7,
                1);
        List<Roster.Entry> entries = new ArrayList<>();
        for (int i = 1; i <= 4; i++) {
            entries.add(new Roster.Entry(
                    block.get("sites").get(i - 1).asString(),
                    new MaskingKeys(bytes("c_public", i), bytes("s_public", i))));
        }
        Collections.shuffle(entries, new Random(1));
        roster = Roster.of(purpose, entries);
        masks = new Masks(roster);
    }

    private byte[] bytes(String name) {
        return HexFormat.of().parseHex(block.get(name).asString());
    }

    private byte[] bytes(String name, int position) {
        return HexFormat.of().parseHex(block.get(name).get(position - 1).asString());
    }

    private static long[] words(JsonNode array) {
        long[] words = new long[array.size()];
        for (int i = 0; i < words.length; i++) {
            String text = array.get(i).asString();
            words[i] = text.startsWith("0x")
                    ? Long.parseUnsignedLong(text.substring(2), 16)
                    : new BigInteger(text).longValue();
        }
        return words;
    }

    private List<BigInteger> coefficients(String name) {
        List<BigInteger> numbers = new ArrayList<>();
        block.get(name).forEach(one -> numbers.add(new BigInteger(one.asString(), 16)));
        return numbers;
    }

    private long[] plain(int position) {
        JsonNode update = block.get("updates").get(position - 1);
        double[] values = new double[update.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = update.get(i).asDouble();
        }
        return FixedPoint.encode(block.get("n_examples").get(position - 1).asLong(), values);
    }

    /** By the same class that a site masks with. */
    private long[] masked(int position) {
        long[] vector = plain(position);
        MaskingSecrets secrets = new MaskingSecrets(
                bytes("c_private", position), bytes("s_private", position), bytes("self_seeds", position));
        Masking.of(roster, position, secrets, roster.all()).mask(0, vector, vector.length);
        return vector;
    }

    @Test
    void keysAndRosterAsPublished() {
        assertThat(roster.threshold()).isEqualTo(block.get("threshold").asInt());
        assertThat(roster.hash().hex()).isEqualTo(block.get("roster_hash").asString());
        for (int i = 1; i <= 4; i++) {
            assertThat(X25519.publicOf(bytes("c_private", i))).isEqualTo(bytes("c_public", i));
            assertThat(X25519.publicOf(bytes("s_private", i))).isEqualTo(bytes("s_public", i));
        }
        assertThat(masks.betweenSites(1, bytes("s_private", 1), 2)).isEqualTo(bytes("mask_key_1_2"));
        assertThat(masks.betweenSites(2, bytes("s_private", 2), 1)).isEqualTo(bytes("mask_key_1_2"));
        assertThat(masks.ofSite(1, bytes("self_seeds", 1))).isEqualTo(bytes("self_key_1"));
        assertThat(masks.forShares(1, 2, 1, bytes("c_private", 1))).isEqualTo(bytes("share_key_1_to_2"));
        assertThat(masks.forShares(1, 2, 2, bytes("c_private", 2))).isEqualTo(bytes("share_key_1_to_2"));
    }

    @Test
    void streamAsPublished() {
        long[] words = new long[4];
        new MaskStream().add(bytes("mask_key_1_2"), 0, words, 4);
        assertThat(words).containsExactly(words(block.get("mask_1_2_first_words")));
    }

    @Test
    void vectorsAsPublished() {
        for (int i = 1; i <= 4; i++) {
            assertThat(plain(i))
                    .containsExactly(words(block.get("plain_vectors").get(i - 1)));
            assertThat(masked(i))
                    .containsExactly(words(block.get("masked_vectors").get(i - 1)));
        }
    }

    @Test
    void sealedSharesAsPublished() {
        Share ofMasking = Shamir.split(
                        bytes("s_private", 1), 4, 3, ShamirTest.given(coefficients("shamir_coefficients_s_1")))
                .get(1);
        Share ofSeed = Shamir.split(
                        bytes("self_seeds", 1), 4, 3, ShamirTest.given(coefficients("shamir_coefficients_b_1")))
                .get(1);
        SealedShares.Pair pair = new SealedShares.Pair(ofMasking, ofSeed);
        assertThat(pair.bytes()).isEqualTo(bytes("share_plaintext_1_to_2"));

        byte[] sealed = SealedShares.seal(masks, 1, 2, bytes("c_private", 1), pair);

        assertThat(sealed).isEqualTo(bytes("share_ciphertext_1_to_2")).hasSize(SealedShares.SEALED_BYTES);
        assertThat(SealedShares.open(masks, 1, 2, bytes("c_private", 2), sealed))
                .isEqualTo(pair);
        assertRefused(Refusal.SHARE_NOT_OPENED, () -> SealedShares.open(masks, 1, 3, bytes("c_private", 3), sealed));
        assertRefused(Refusal.SHARE_NOT_OPENED, () -> SealedShares.open(masks, 2, 1, bytes("c_private", 1), sealed));
        sealed[40] ^= 1;
        assertRefused(Refusal.SHARE_NOT_OPENED, () -> SealedShares.open(masks, 1, 2, bytes("c_private", 2), sealed));
    }

    @Test
    void sumAndMeanAsPublishedWithOneSiteDropped() {
        SiteSet answered = SiteSet.of(1, 2, 4);
        long[] sum = new long[9];
        for (int i : answered.positions()) {
            long[] masked = masked(i);
            for (int k = 0; k < sum.length; k++) {
                sum[k] += masked[k];
            }
        }
        assertThat(sum).containsExactly(words(block.get("sum_before_unmasking")));

        Unmasking unmasking = new Unmasking(roster, roster.all(), answered);
        for (int i : answered.positions()) {
            unmasking.takeSeed(i, shares("self_seeds", i), masks.commitment(i, bytes("self_seeds", i)));
        }
        unmasking.takeMaskingKey(3, shares("s_private", 3));
        unmasking.unmask(0, sum, sum.length);

        assertThat(sum).containsExactly(words(block.get("sum_after_unmasking")));
        double[] mean = FixedPoint.mean(sum);
        for (int k = 0; k < mean.length; k++) {
            assertThat(mean[k]).isEqualTo(block.get("mean").get(k).asDouble());
        }
    }

    private List<Share> shares(String name, int position) {
        return Shamir.split(bytes(name, position), 4, 3, Randomness.ofTheSystem())
                .subList(1, 4);
    }

    @Test
    void oneSecretOfASiteIsTaken() {
        Unmasking unmasking = new Unmasking(roster, roster.all(), SiteSet.of(1, 2, 4));
        byte[] commitment = masks.commitment(3, bytes("self_seeds", 3));
        assertRefused(Refusal.BOTH_SETS, () -> unmasking.takeSeed(3, shares("self_seeds", 3), commitment));
        assertRefused(Refusal.BOTH_SETS, () -> unmasking.takeMaskingKey(1, shares("s_private", 1)));
        assertRefused(Refusal.BAD_SHARE, () -> unmasking.takeMaskingKey(3, shares("s_private", 2)));
        assertRefused(Refusal.BAD_SHARE, () -> unmasking.takeSeed(1, shares("self_seeds", 1), commitment));
        assertRefused(
                Refusal.TOO_FEW,
                () -> unmasking.takeMaskingKey(3, shares("s_private", 3).subList(0, 2)));
        assertRefused(Refusal.TOO_FEW, () -> unmasking.unmask(0, new long[9], 9));
        assertRefused(Refusal.TOO_FEW, () -> new Unmasking(roster, roster.all(), SiteSet.of(1, 2)));
        assertRefused(Refusal.NOT_OF_THE_ROUND, () -> new Unmasking(roster, SiteSet.of(1, 2, 4), SiteSet.of(1, 2, 3)));
    }
}
