package org.subtext.sources.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.subtext.sources.dataset.SourceFile.SourceColumn;

/** What only memory says of a data set is named in the record of every run that used it, and in the documentation. */
class UnverifiedTest {
    private static final Path DOCUMENTATION = Path.of("../docs/datasets.md");

    @TempDir
    Path temporary;

    private Path root;

    private record FileName(CopiedFile copied, String stem) {}

    private record ColumnName(CopiedFile copied, SourceColumn column, String name) {}

    private record UsedCode(CodedColumn coded, CodeBook.Code code) {}

    @BeforeEach
    void makeRoot() throws IOException {
        root = Files.createDirectories(temporary.resolve("set"));
    }

    private static Stream<FileName> fileNames() {
        return CopiedFile.all()
                .flatMap(copied -> copied.file().unverified().stream().map(stem -> new FileName(copied, stem)));
    }

    private static Stream<ColumnName> columnNames() {
        return CopiedFile.all()
                .flatMap(copied -> copied.file().columns().stream()
                        .flatMap(column ->
                                column.unverified().stream().map(name -> new ColumnName(copied, column, name))));
    }

    private static Stream<UsedCode> codes() {
        return CodedColumn.ALL.stream()
                .flatMap(coded -> Datasets.named(coded.set()).books().stream()
                        .filter(book -> book.column().equals(coded.book()))
                        .flatMap(book -> book.codes().stream())
                        .filter(code -> !code.verified())
                        .map(code -> new UsedCode(coded, code)));
    }

    @ParameterizedTest
    @MethodSource("fileNames")
    void aFileNameFromMemoryIsNamedWhereItIsUsed(FileName name) throws IOException {
        DataFolder copy = Copies.of(name.copied.set(), root);
        Path file = name.copied.in(copy);
        Files.move(file, file.resolveSibling(name.stem + ".csv"));

        assertThat(copy.read(name.copied.set()).notes())
                .anyMatch(note -> note.startsWith("Unverified: the file name " + name.stem + " "));
    }

    @ParameterizedTest
    @MethodSource("columnNames")
    void aColumnFromMemoryIsNamedWhereItIsUsed(ColumnName name) throws IOException {
        DataFolder copy = Copies.of(name.copied.set(), root);
        Path file = name.copied.in(copy);
        FixtureTable table = FixtureTable.read(file);
        FixtureTable used = table.header().contains(name.column.name())
                ? table.renamed(name.column.name(), name.name)
                : table.withFirst(name.name, "1");
        used.write(file);

        assertThat(copy.read(name.copied.set()).notes())
                .anyMatch(note -> note.startsWith("Unverified: column " + name.name + " of " + file.getFileName()));
    }

    @ParameterizedTest
    @MethodSource("codes")
    void aCodeFromMemoryIsNamedWhereItIsUsed(UsedCode used) throws IOException {
        DatasetRecord record = used.coded.copyWith(used.code.raw(), root).read(used.coded.set());

        assertThat(record.unknownCodes()).isEmpty();
        assertThat(record.notes())
                .anySatisfy(note -> assertThat(note)
                        .startsWith("Unverified: codes of " + used.coded.book() + " ")
                        .contains(used.code.quoted() + " as "));
    }

    @Test
    void foldersFromMemoryAreNamedWhereTheyAreUsed() throws IOException {
        Copies.of("nih-cxr14", root).file("images_001/images/00000001_000.png", "x");

        assertThat(new DataFolder(root).read("nih-cxr14").notes())
                .anyMatch(note -> note.startsWith("Unverified: the folders images_001"));
    }

    @Test
    void aCodeThatIsNotUsedIsNotNamed() throws IOException {
        assertThat(Copies.of("mimic-cxr", root).read("mimic-cxr").notes())
                .noneMatch(note -> note.startsWith("Unverified: codes"));
    }

    @Test
    void theDocumentationNamesAllOfThem() throws IOException {
        String documentation = Files.readString(DOCUMENTATION);

        assertThat(fileNames().map(FileName::stem)).isNotEmpty().allMatch(documentation::contains);
        assertThat(columnNames().map(ColumnName::name)).isNotEmpty().allMatch(documentation::contains);
        assertThat(codes().map(used -> used.code.raw())).isNotEmpty().allMatch(documentation::contains);
    }
}
