package org.subtext.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.subtext.problems.InvalidInputException;

/** Exports pasted one below the other, and tables whose cells happen to be names. */
class RepeatedHeaderTest {
    @TempDir
    private Path folder;

    private Path csv(String... lines) throws IOException {
        return Files.writeString(folder.resolve("t.csv"), String.join("\n", lines) + "\n");
    }

    @Test
    void everyRepeatedLineOfNamesIsToldByItsRow() throws IOException {
        Path table =
                csv("patient,race,age", "p1,White,40", "patient,race,age", "", "p2,Black,50", "Patient,RACE,years");

        assertThatThrownBy(() -> TableReader.read(table))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("Row 3 of ")
                .hasMessageContaining("Row 6 of ")
                .hasMessageContaining("Delete these lines");
    }

    @Test
    void namesInAnotherOrderPutTheCellsBelowUnderOthers() throws IOException {
        Path table = csv("patient,race,sex", "p1,White,F", "patient,sex,race", "p2,F,Black");

        assertThatThrownBy(() -> TableReader.read(table))
                .hasMessageContaining("Row 3 of ")
                .hasMessageContaining("in another order or other columns (patient, sex, race)")
                .hasMessageContaining("Bring the columns of the pasted files into one order");
    }

    @Test
    void aWorkbookIsLookedAtToo() throws IOException {
        Path table = Workbook.of(folder.resolve("t.xlsx"))
                .sheet("data", Workbook.rows("patient,race", "p1,White", "patient,race", "p2,Black"))
                .write();

        assertThatThrownBy(() -> TableReader.read(table)).hasMessageContaining("Row 3 of ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "patient,race,White,Black\np1,White,1,0\np2,Black,0,1\n",
                "patient,race,ethnicity,White\np1,White,White,1\np2,White,White,1\n",
                "id,0,1\n0,1,0\n1,0,1\n",
                "finding,view,label,count,side\nview,PA,label,3,L\nlabel,AP,x,4,R\n,,label,4,\n"
            })
    void cellsThatHappenToBeNamesAreNoLineOfNames(String text) throws IOException {
        Path table = Files.writeString(folder.resolve("t.csv"), text);

        assertThat(TableReader.read(table).rows()).isPositive();
    }
}
