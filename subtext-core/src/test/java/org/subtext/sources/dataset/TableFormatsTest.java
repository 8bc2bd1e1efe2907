package org.subtext.sources.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A copy whose tables were saved in another format gives the same common table. */
class TableFormatsTest {
    /** By file extension. */
    private enum Format {
        CSV(".csv"),
        COMPRESSED_CSV(".csv.gz"),
        WORKBOOK(".xlsx"),
        PARQUET(".parquet");

        private final String extension;

        Format(String extension) {
            this.extension = extension;
        }

        private void save(Path file) throws IOException {
            FixtureTable table = FixtureTable.read(file);
            Files.delete(file);
            Path saved =
                    file.resolveSibling(file.getFileName().toString().replaceFirst("\\.csv(\\.gz)?$", "") + extension);
            switch (this) {
                case CSV, COMPRESSED_CSV -> table.write(saved);
                case WORKBOOK -> table.writeWorkbook(saved);
                case PARQUET -> table.writeParquet(saved);
            }
        }
    }

    @TempDir
    Path temporary;

    private static Stream<Arguments> setsAndFormats() {
        return Copies.NEEDED.keySet().stream()
                .flatMap(set -> Stream.of(Format.values()).map(format -> Arguments.of(set, format)));
    }

    @ParameterizedTest
    @MethodSource("setsAndFormats")
    void theCommonTableIsTheSame(String set, Format format) throws IOException {
        DataFolder copy = Copies.of(set, Files.createDirectories(temporary.resolve("set")));
        copy.read(set);
        String before = Files.readString(copy.table());

        for (Path table : tables(copy)) {
            format.save(table);
        }
        DatasetRecord record = copy.read(set);

        assertThat(record.files()).isNotEmpty().allMatch(file -> file.endsWith(format.extension));
        assertThat(withoutExtensions(Files.readString(copy.table()))).isEqualTo(withoutExtensions(before));
    }

    private static List<Path> tables(DataFolder copy) throws IOException {
        try (Stream<Path> files = Files.walk(copy.root())) {
            return files.filter(file -> file.toString().matches(".*\\.csv(\\.gz)?"))
                    .toList();
        }
    }

    /** The columns race_source and split_source name the file that was read. */
    private static String withoutExtensions(String table) {
        return table.replaceAll("\\.(csv\\.gz|csv|xlsx|parquet): ", ": ");
    }
}
