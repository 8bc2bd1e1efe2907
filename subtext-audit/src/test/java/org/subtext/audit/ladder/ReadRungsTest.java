package org.subtext.audit.ladder;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.subtext.assessment.RungKind;
import org.subtext.assessment.Tables;
import org.subtext.predictions.PredictionFiles;
import org.subtext.predictions.PredictionTable;
import org.subtext.progress.Progress;

class ReadRungsTest {
    @TempDir
    private Path folder;

    private int asked;

    @Test
    void whatLiesThereWholeIsTakenAndAnythingElseIsMadeAgain() throws IOException {
        PredictionTable first = rungs("images").of(reader("one")).table();
        Path table = folder.resolve("linear.parquet");

        assertThat(PredictionFiles.read(table).size()).isEqualTo(first.size());
        rungs("images").of(reader("one"));
        assertThat(asked).isEqualTo(1);

        PredictionFiles.write(Tables.table("linear reader", Tables.TWO, 20, 1, 9), table);
        assertThat(rungs("images").of(reader("one")).table().score(0, 0)).isEqualTo(first.score(0, 0));
        assertThat(asked).as("another table than its note names").isEqualTo(2);

        rungs("images").of(reader("another"));
        assertThat(asked).as("another recipe, as of other embeddings").isEqualTo(3);

        rungs("other images").of(reader("another"));
        assertThat(asked).as("other images").isEqualTo(4);

        Files.delete(folder.resolve("linear.txt"));
        rungs("other images").of(reader("another"));
        assertThat(asked).as("a table without its note, as a kill leaves it").isEqualTo(5);
    }

    private ReadRungs rungs(String inputs) {
        return new ReadRungs(folder, inputs, Progress.SILENT);
    }

    private LadderReader reader(String recipe) {
        return new LadderReader() {
            @Override
            public RungKind kind() {
                return RungKind.LINEAR;
            }

            @Override
            public String recipe() {
                return recipe;
            }

            @Override
            public PredictionTable read() {
                asked++;
                return Tables.table("linear reader", Tables.TWO, 20, 1, 3);
            }
        };
    }
}
