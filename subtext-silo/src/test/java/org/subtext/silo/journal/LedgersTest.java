package org.subtext.silo.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.subtext.problems.InvalidInputException;
import org.subtext.testing.Seeds;

class LedgersTest {
    private static final List<String> NAMES = List.of("rounds.ledger", "inbox/received.txt");

    @TempDir
    Path folder;

    private Path house;
    private Ledgers ledgers;

    @BeforeEach
    void begin() throws IOException {
        house = folder.resolve("house");
        ledgers = new Ledgers(house, NAMES);
        ledgers.begin();
    }

    private void append(String name, String record) throws IOException {
        if (name.endsWith(".txt")) {
            ledgers.lines(name).append(record);
        } else {
            try (Journal journal = ledgers.journal(name)) {
                journal.append(record.getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    private void assertRefused(String words) {
        assertThatThrownBy(ledgers::require)
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining(words)
                .hasMessageContaining("nothing is answered. Put the newest copy back;");
    }

    @Test
    void whatOnlyGrewIsTaken() throws IOException {
        ledgers.require();
        for (int i = 0; i < 3; i++) {
            for (String name : NAMES) {
                append(name, "record " + i);
                ledgers.require();
            }
        }
        try (Journal journal = ledgers.journal("rounds.ledger")) {
            assertThat(journal.before()).hasSize(3);
        }
        assertThat(ledgers.lines("inbox/received.txt").read()).hasSize(3);
    }

    @Test
    void whatIsGoneIsRefusedAndNotBegunAgain() throws IOException {
        for (String name : NAMES) {
            append(name, "record");
            Path file = house.resolve(name);
            byte[] bytes = Files.readAllBytes(file);
            Files.delete(file);
            assertRefused("The ledger " + name + " is gone from " + house + "; it had " + bytes.length + " bytes.");
            assertThatThrownBy(() -> append(name, "another")).hasMessageContaining("is gone from");
            assertThat(file).doesNotExist();
            Files.write(file, bytes);
            ledgers.require();
        }
    }

    @Test
    void anOlderCopyIsRefused() throws IOException {
        for (String name : NAMES) {
            append(name, "first");
            byte[] older = Files.readAllBytes(house.resolve(name));
            append(name, "second");
            byte[] newest = Files.readAllBytes(house.resolve(name));
            Files.write(house.resolve(name), older);
            assertRefused(name + " in " + house + " has " + older.length + " bytes and does not begin with the "
                    + newest.length + " that it had");
            assertThatThrownBy(() -> append(name, "third")).hasMessageContaining("older copy, or another file");
            assertThat(house.resolve(name)).hasBinaryContent(older);
            Files.write(house.resolve(name), newest);
            append(name, "third");
        }
    }

    /** An older copy that went on elsewhere is as long as the newest, or longer. */
    @Test
    void anotherFileThatIsLongEnoughIsRefused() throws IOException {
        append("inbox/received.txt", "first");
        append("inbox/received.txt", "second");
        Files.writeString(house.resolve("inbox/received.txt"), "first\nsomething else that is longer\n");
        assertRefused("older copy, or another file");
    }

    @Test
    void aKillBetweenRecordAndHeadIsNoLoss() throws IOException {
        for (String name : NAMES) {
            append(name, "first");
            byte[] heads = Files.readAllBytes(house.resolve(Ledgers.HEADS));
            append(name, "second");
            Files.write(house.resolve(Ledgers.HEADS), heads);
            ledgers.require();
            append(name, "third");
            ledgers.require();
        }
    }

    @Test
    void aRecordThatAKillCutOffIsDroppedAsBefore() throws IOException {
        for (String name : NAMES) {
            append(name, "first");
            byte[] whole = Files.readAllBytes(house.resolve(name));
            byte[] cut = Arrays.copyOf(whole, whole.length + 5);
            Arrays.fill(cut, whole.length, cut.length, (byte) 'x');
            Files.write(house.resolve(name), cut);
            append(name, "second");
            ledgers.require();
        }
        assertThat(ledgers.lines("inbox/received.txt").read()).containsExactly("first", "second");
    }

    @Test
    void headsThatAreGoneOrDamagedAreRefused() throws IOException {
        append("rounds.ledger", "record");
        Path file = house.resolve(Ledgers.HEADS);
        String heads = Files.readString(file);
        Files.writeString(file, heads.replaceFirst("rounds.ledger", "others.ledger"));
        assertRefused("damaged in " + house);
        assertThatThrownBy(() -> append("rounds.ledger", "more")).hasMessageContaining("damaged");
        Files.delete(file);
        assertRefused("gone from " + house);
        assertThatThrownBy(() -> append("rounds.ledger", "more")).hasMessageContaining("gone from");
        Files.writeString(file, heads);
        ledgers.require();
    }

    @Test
    void begunAnewWhatIsThereIsTaken() throws IOException {
        append("rounds.ledger", "kept");
        append("inbox/received.txt", "lost");
        Files.delete(house.resolve("inbox/received.txt"));
        assertRefused("inbox/received.txt is gone");
        ledgers.begin();
        ledgers.require();
        append("inbox/received.txt", "new");
        try (Journal journal = ledgers.journal("rounds.ledger")) {
            assertThat(journal.before()).hasSize(1);
        }
        Files.delete(house.resolve("rounds.ledger"));
        assertRefused("rounds.ledger is gone");
    }

    /** Any copy of any ledger, from any moment: it passes if and only if nothing was written since. */
    @Seeds(20)
    void whateverIsPutBackItIsToldWhetherItIsTheNewest(SplittableRandom random) throws IOException {
        Map<String, byte[]> copies = new HashMap<>();
        for (int step = 0; step < 12; step++) {
            String name = NAMES.get(random.nextInt(NAMES.size()));
            append(name, "record " + random.nextInt(3));
            if (random.nextBoolean()) {
                copies.put(name, Files.readAllBytes(house.resolve(name)));
            }
        }
        for (Map.Entry<String, byte[]> copy : copies.entrySet()) {
            Path file = house.resolve(copy.getKey());
            byte[] newest = Files.readAllBytes(file);
            Files.write(file, copy.getValue());
            assertThat(ledgers.problems().isEmpty()).isEqualTo(Arrays.equals(newest, copy.getValue()));
            Files.write(file, newest);
        }
        assertThat(ledgers.problems()).isEmpty();
    }
}
