package org.subtext.silo.intersection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.subtext.provenance.ContentHash;
import org.subtext.silo.primitives.Randomness;
import org.subtext.testing.Seeds;
import org.subtext.testing.SharedData;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Known answers of {@code silos.json}: Python 3.11 with cryptography 50.0.2, and JDK 17 alone (equal). */
class IntersectionTest {
    private static JsonNode block;

    @BeforeAll
    static void read() throws IOException {
        block = JsonMapper.shared()
                .readTree(Files.readString(SharedData.find("reference/silos.json")))
                .get("private_set_intersection");
    }

    private static List<String> texts(String name) {
        List<String> texts = new ArrayList<>();
        block.get(name).forEach(one -> texts.add(one.asString()));
        return texts;
    }

    private static byte[] key(String name) {
        return HexFormat.of().parseHex(block.get(name).asString());
    }

    private static BlindedList points(String party) {
        List<PatientPoint> points =
                texts("ids_" + party).stream().map(PatientPoint::of).toList();
        assertThat(points).extracting(PatientPoint::u).isEqualTo(texts("points_" + party));
        for (int i = 0; i < points.size(); i++) {
            assertThat(points.get(i).counter())
                    .isEqualTo(block.get("counters_" + party).get(i).asInt());
        }
        return new BlindedList(points.stream().map(PatientPoint::u).toList());
    }

    @Test
    void idsBecomePointsAndPointsAreBlindedAsGiven() {
        BlindedList aOnce = points("a").times(key("key_a"));
        BlindedList bOnce = points("b").times(key("key_b"));
        assertThat(aOnce.points()).isEqualTo(texts("a_once"));
        assertThat(bOnce.points()).isEqualTo(texts("b_once"));
        List<String> aTwice = aOnce.times(key("key_b")).points();
        List<String> bTwice = bOnce.times(key("key_a")).points();
        assertThat(aTwice).isEqualTo(texts("a_twice"));
        assertThat(bTwice).isEqualTo(texts("b_twice"));
        List<Integer> common = new ArrayList<>();
        for (int i = 0; i < aTwice.size(); i++) {
            if (bTwice.contains(aTwice.get(i))) {
                common.add(i);
            }
        }
        assertThat(common).hasSize(block.get("cardinality").asInt());
        for (int i = 0; i < common.size(); i++) {
            assertThat(common.get(i))
                    .isEqualTo(block.get("common_positions_in_a").get(i).asInt());
        }
    }

    private static IntersectionParty party(Set<String> ids, int declared, int ofOther) {
        return new IntersectionParty(ids, declared, ofOther, Randomness.ofTheSystem());
    }

    @Seeds(10)
    void bothLearnWhomTheyHaveInCommon(SplittableRandom random) {
        Set<String> ofA = new TreeSet<>();
        Set<String> ofB = new TreeSet<>();
        for (int patient = 0; patient < 30; patient++) {
            int who = random.nextInt(3);
            if (who != 0 || ofA.isEmpty()) {
                ofA.add("patient-" + patient);
            }
            if (who != 1 || ofB.isEmpty()) {
                ofB.add("patient-" + patient);
            }
        }
        IntersectionParty a = party(ofA, ofA.size(), ofB.size());
        IntersectionParty b = party(ofB, ofB.size(), ofA.size());
        ContentHash sizeOfA = a.commitment();
        ContentHash sizeOfB = b.commitment();
        SizeCommitment openedByA = a.open(sizeOfB);
        SizeCommitment openedByB = b.open(sizeOfA);
        BlindedList aOnce = a.once(openedByB);
        BlindedList bOnce = b.once(openedByA);
        BlindedList bTwice = a.twice(bOnce);
        BlindedList aTwice = b.twice(aOnce);
        Set<String> expected = new TreeSet<>(ofA);
        expected.retainAll(ofB);
        assertThat(a.common(aTwice)).isEqualTo(expected);
        assertThat(b.common(bTwice)).isEqualTo(expected);
        assertThat(a.transcript()).hasSize(8).allMatch(line -> ofA.stream().noneMatch(line::contains));
        // what one sent is what came to the other
        assertThat(hashes(a, "sent")).isEqualTo(hashes(b, "came"));
        assertThat(hashes(b, "sent")).isEqualTo(hashes(a, "came"));
    }

    private static List<String> hashes(IntersectionParty party, String way) {
        return party.transcript().stream()
                .filter(line -> line.startsWith(way))
                .map(line -> line.substring(line.length() - 64))
                .toList();
    }

    @Test
    void listsAreShuffled() {
        Set<String> ids = new TreeSet<>();
        for (int patient = 0; patient < 20; patient++) {
            ids.add("patient-" + patient);
        }
        SizeCommitment said = new SizeCommitment(1, "0".repeat(64));
        // one secret and one list, and only the order differs
        SplittableRandom random = new SplittableRandom(1);
        Randomness sameKeyOtherOrder = count -> {
            byte[] bytes = new byte[count];
            if (count == 16) {
                random.nextBytes(bytes);
            }
            return bytes;
        };
        List<List<String>> sent = new ArrayList<>();
        for (int time = 0; time < 2; time++) {
            IntersectionParty party = new IntersectionParty(ids, 20, 1, sameKeyOtherOrder);
            party.open(said.hash());
            sent.add(party.once(said).points());
        }
        assertThat(sent.get(0)).isNotEqualTo(sent.get(1)).containsExactlyInAnyOrderElementsOf(sent.get(1));
    }

    @Test
    void aListOfAnotherSizeThanCommittedIsRefused() {
        IntersectionParty a = party(Set.of("1", "2", "3"), 3, 10);
        SizeCommitment said = new SizeCommitment(12, "a".repeat(64));
        a.open(said.hash());
        assertThatThrownBy(() -> a.once(new SizeCommitment(11, "a".repeat(64))))
                .isInstanceOf(RefusedIntersectionException.class)
                .hasMessageContaining("another size");
    }

    @Test
    void moreThanTheDeclaredCohortIsRefused() {
        assertThat(IntersectionParty.cap(10)).isEqualTo(12);
        assertThatThrownBy(() -> party(Set.of("1", "2", "3"), 2, 3)).hasMessageContaining("2 were declared");
        IntersectionParty a = party(Set.of("1"), 1, 10);
        SizeCommitment said = new SizeCommitment(13, "a".repeat(64));
        a.open(said.hash());
        assertThatThrownBy(() -> a.once(said)).hasMessageContaining("1.2 times");
    }

    @Test
    void listsThatAreNoneAreRefused() {
        IntersectionParty a = party(Set.of("1", "2"), 2, 2);
        SizeCommitment said = new SizeCommitment(2, "a".repeat(64));
        assertThatThrownBy(() -> a.once(said)).isInstanceOf(IllegalStateException.class);
        IntersectionParty copied = party(Set.of("1"), 1, 1);
        assertThatThrownBy(() -> copied.open(copied.commitment())).hasMessageContaining("own commitment");
        a.open(said.hash());
        BlindedList own = a.once(said);
        assertThatThrownBy(() -> a.twice(own)).hasMessageContaining("own list");
        String point = texts("a_once").get(0);
        assertThatThrownBy(() -> new BlindedList(List.of(point, point))).hasMessageContaining("twice");
        assertThatThrownBy(() -> new BlindedList(List.of("00".repeat(32)))).hasMessageContaining("proper point");
        assertThatThrownBy(() -> new BlindedList(List.of("x"))).hasMessageContaining("proper point");
    }
}
