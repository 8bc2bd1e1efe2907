package org.subtext.audit.inputs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.subtext.audit.inputs.ScoreJournal.Image;
import org.subtext.problems.InvalidInputException;
import org.subtext.provenance.ContentHash;
import org.subtext.provenance.FileStamp;

class ScoreJournalTest {
    private static final ContentHash MODEL = ContentHash.ofText("model");
    private static final String HEADER = "image,F,M\n";
    private static final String LINES = "\"a\nb.png\",0.5,0.5\nc.png,0.25,0.75\n";

    @TempDir
    Path folder;

    private Path out;

    @BeforeEach
    void twoImagesAreScored() throws IOException {
        out = folder.resolve("scores.csv");
        try (ScoreJournal journal = ScoreJournal.open(out, MODEL, HEADER, false)) {
            journal.add(LINES, List.of(image("a\nb.png"), image("c.png")));
        }
    }

    @Test
    void whatWasScoredIsKnownAgainWhateverItsName() throws IOException {
        try (ScoreJournal journal = ScoreJournal.open(out, MODEL, HEADER, true)) {
            assertThat(journal.images()).containsOnlyKeys("a\nb.png", "c.png");
            journal.add("d.png,0,1\n", List.of(image("d.png")));
        }
        assertThat(out).hasContent(HEADER + LINES + "d.png,0,1\n");
        assertThat(folder.toFile().list()).containsExactlyInAnyOrder("scores.csv", "scores.csv.resume");
    }

    @Test
    void aFileCutAnywhereGoesOnFromItsLastWholeBlock() throws IOException {
        byte[] whole = Files.readAllBytes(out);
        byte[] note = Files.readAllBytes(out.resolveSibling("scores.csv.resume"));
        for (int length = 0; length < whole.length; length++) {
            Files.write(out, Arrays.copyOf(whole, length));
            Files.write(out.resolveSibling("scores.csv.resume"), note);
            try (ScoreJournal journal = ScoreJournal.open(out, MODEL, HEADER, true)) {
                assertThat(journal.images()).as("cut at byte %d", length).isEmpty();
                journal.add(LINES, List.of(image("a\nb.png"), image("c.png")));
            }
            assertThat(out).as("cut at byte %d", length).hasBinaryContent(whole);
        }
    }

    @Test
    void aNoteCutAnywhereNeverCountsAnImageWithoutItsLine() throws IOException {
        byte[] whole = Files.readAllBytes(out);
        Path noteFile = out.resolveSibling("scores.csv.resume");
        byte[] note = Files.readAllBytes(noteFile);
        int first = new String(note, StandardCharsets.UTF_8).indexOf('\n') + 1;
        for (int length = first; length < note.length; length++) {
            Files.write(out, whole);
            Files.write(noteFile, Arrays.copyOf(note, length));
            try (ScoreJournal journal = ScoreJournal.open(out, MODEL, HEADER, true)) {
                assertThat(journal.images()).as("cut at byte %d", length).isEmpty();
                journal.add(LINES, List.of(image("a\nb.png"), image("c.png")));
            } catch (InvalidInputException e) {
                assertThat(length).as("only before the first block").isLessThan(first + HEADER.length() + 70);
                continue;
            }
            assertThat(out).as("cut at byte %d", length).hasBinaryContent(whole);
        }
    }

    @Test
    void anotherModelAnEditedFileAndOneWithoutItsNoteAreNotGoneOnWith() throws IOException {
        refused(ContentHash.ofText("other"), "this model");
        Files.writeString(out, Files.readString(out).replace("0.25", "0.35"));
        refused(MODEL, "has been changed");
        Files.delete(out.resolveSibling("scores.csv.resume"));
        refused(MODEL, "no note");
    }

    @Test
    void aNoteThatSomebodyEditedIsNotGoneOnWith() throws IOException {
        Path note = out.resolveSibling("scores.csv.resume");
        String whole = Files.readString(note);
        Files.writeString(note, whole.replace("=\t", "=\tx"));
        refused(MODEL, "scores.csv.resume has been changed");
        Files.writeString(note, whole.replace(ContentHash.ofText("c.png").hex(), "c"));
        refused(MODEL, "scores.csv.resume has been changed");
    }

    @Test
    void aFileThatIsThereIsNotBegunAgain() {
        assertThatThrownBy(() -> ScoreJournal.open(out, MODEL, HEADER, false))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("exists already");
    }

    private void refused(ContentHash model, String why) {
        assertThatThrownBy(() -> ScoreJournal.open(out, model, HEADER, true))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining(why);
    }

    private static Image image(String name) {
        return new Image(name, FileStamp.UNKNOWN, ContentHash.ofText(name));
    }
}
