package org.subtext.silo.masking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.subtext.silo.primitives.Randomness;
import org.subtext.testing.Seeds;
import org.subtext.testing.SharedData;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Vectors of {@code silos.json}, made with Python 3.11. */
class ShamirTest {
    private static final Randomness RANDOMNESS = Randomness.ofTheSystem();

    static Randomness given(List<BigInteger> coefficients) {
        Iterator<BigInteger> left = coefficients.iterator();
        return count -> Shamir.bigEndian(left.next(), count);
    }

    private static List<BigInteger> numbers(JsonNode array) {
        List<BigInteger> numbers = new ArrayList<>();
        array.forEach(one -> numbers.add(new BigInteger(one.asString(), 16)));
        return numbers;
    }

    private static List<List<Share>> subsets(List<Share> shares, int size) {
        if (size == 0) {
            return List.of(List.of());
        }
        List<List<Share>> subsets = new ArrayList<>();
        for (int i = 0; i <= shares.size() - size; i++) {
            for (List<Share> rest : subsets(shares.subList(i + 1, shares.size()), size - 1)) {
                List<Share> subset = new ArrayList<>(rest);
                subset.add(shares.get(i));
                subsets.add(subset);
            }
        }
        return subsets;
    }

    @Test
    void sharesAsPublishedAndEverySubsetOpens() throws IOException {
        JsonNode block = JsonMapper.shared()
                .readTree(Files.readString(SharedData.find("reference/silos.json")))
                .get("shamir");
        for (JsonNode v : block.get("vectors")) {
            int n = v.get("n").asInt();
            int t = v.get("t").asInt();
            byte[] secret = HexFormat.of().parseHex(v.get("secret").asString());
            assertThat(Quorum.threshold(n)).isEqualTo(t);

            List<Share> shares = Shamir.split(secret, n, t, given(numbers(v.get("coefficients"))));

            for (Share share : shares) {
                assertThat(share.value().toString(16))
                        .isEqualTo(v.get("shares")
                                .get(String.valueOf(share.position()))
                                .asString());
            }
            List<List<Share>> subsets = subsets(shares, t);
            assertThat(subsets).isNotEmpty();
            subsets.forEach(subset -> assertThat(Shamir.combine(subset, t)).isEqualTo(secret));
        }
    }

    @Seeds(30)
    void anyEnoughSharesOpenAndOneFewerDoesNot(SplittableRandom random) {
        int n = 3 + random.nextInt(20);
        int t = Quorum.threshold(n);
        byte[] secret = RANDOMNESS.bytes(32);
        List<Share> shares = new ArrayList<>(Shamir.split(secret, n, t, RANDOMNESS));
        Collections.shuffle(shares, new Random(random.nextLong()));

        assertThat(Shamir.combine(shares.subList(0, t), t)).isEqualTo(secret);
        assertThat(Shamir.combine(shares, t)).isEqualTo(secret);
        assertRefused(Refusal.TOO_FEW, () -> Shamir.combine(shares.subList(0, t - 1), t));
        // Interpolated as if fewer were enough, they give a number that is no secret.
        assertRefused(Refusal.BAD_SHARE, () -> Shamir.combine(shares.subList(0, t - 1), t - 1));
    }

    @Seeds(20)
    void aWrongShareIsSeen(SplittableRandom random) {
        int t = Quorum.threshold(5);
        List<Share> shares = new ArrayList<>(Shamir.split(RANDOMNESS.bytes(32), 5, t, RANDOMNESS));
        int wrong = random.nextInt(5);
        shares.set(wrong, new Share(wrong + 1, shares.get(wrong).value().xor(BigInteger.TWO.pow(random.nextInt(500)))));
        assertRefused(Refusal.BAD_SHARE, () -> Shamir.combine(shares, t));
    }

    @Test
    void whatIsNoShareIsRefused() {
        List<Share> shares = Shamir.split(new byte[32], 4, 3, RANDOMNESS);
        assertRefused(Refusal.BAD_SHARE, () -> new Share(0, BigInteger.ONE));
        assertRefused(Refusal.BAD_SHARE, () -> new Share(-1, BigInteger.ONE));
        assertRefused(Refusal.BAD_SHARE, () -> new Share(1, Shamir.PRIME));
        assertRefused(Refusal.BAD_SHARE, () -> new Share(1, BigInteger.ONE.negate()));
        assertRefused(Refusal.BAD_SHARE, () -> Share.of(1, new byte[65]));
        assertRefused(Refusal.BAD_SHARE, () -> Shamir.combine(List.of(shares.get(0), shares.get(1), shares.get(0)), 3));
        // 2^256 is one bit too long: a polynomial whose value at 0 it is.
        List<Share> tooLong = List.of(
                new Share(1, BigInteger.TWO.pow(256)),
                new Share(2, BigInteger.TWO.pow(256)),
                new Share(3, BigInteger.TWO.pow(256)));
        assertRefused(Refusal.BAD_SHARE, () -> Shamir.combine(tooLong, 3));
    }

    @Test
    void coefficientsAreDrawnBelowThePrime() {
        byte[] allOnes = new byte[66];
        Arrays.fill(allOnes, (byte) 0xff);
        int[] draws = {0};
        Randomness primeFirst = count -> draws[0]++ == 0 ? allOnes.clone() : new byte[count];
        Shamir.split(new byte[32], 3, 2, primeFirst);
        assertThat(draws[0]).isEqualTo(2);
    }

    static void assertRefused(Refusal refusal, Runnable action) {
        assertThatThrownBy(action::run)
                .isInstanceOfSatisfying(
                        RoundRefusedException.class,
                        e -> assertThat(e.refusal()).isEqualTo(refusal))
                .hasMessageStartingWith(refusal.meaning());
    }
}
