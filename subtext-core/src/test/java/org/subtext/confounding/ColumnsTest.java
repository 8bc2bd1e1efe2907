package org.subtext.confounding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ColumnsTest {
    private static RecordedColumn column(String name, @Nullable String... cells) {
        return RecordedColumn.of(name, Arrays.asList(cells));
    }

    private static RecordedColumn repeated(String name, int times, String... cells) {
        return RecordedColumn.of(
                name,
                Collections.nCopies(times, List.of(cells)).stream()
                        .flatMap(List::stream)
                        .toList());
    }

    @Nested
    class Kinds {
        @Test
        void manyNumbersAreNumericAndFewAreCodes() {
            assertThat(column("age", "045Y", "018M", "90+", "7", "61.5", "33", null)
                            .kind())
                    .isEqualTo(RecordedColumn.Kind.NUMERIC);
            assertThat(column("age", "018M").number(0).orElse(-1)).isEqualTo(1.5);
            assertThat(column("Effusion", "0", "1", "-1", null).kind()).isEqualTo(RecordedColumn.Kind.CATEGORICAL);
            assertThat(column("view", "AP", "PA").kind()).isEqualTo(RecordedColumn.Kind.CATEGORICAL);
        }

        @Test
        void aBarMakesLabels() {
            RecordedColumn findings = column("finding", "Effusion|Mass", "No Finding", "Mass", null);
            assertThat(findings.kind()).isEqualTo(RecordedColumn.Kind.LABELS);
            assertThat(findings.labels(0)).containsExactly("Effusion", "Mass");
            assertThat(findings.labels(3)).isEmpty();
            assertThat(findings.counts()).containsEntry("Mass", 2).containsEntry("No Finding", 1);
        }

        @Test
        void topicsComeFromNames() {
            assertThat(ColumnTopic.of("View Position")).isEqualTo(ColumnTopic.ACQUISITION);
            assertThat(ColumnTopic.of("KVP")).isEqualTo(ColumnTopic.ACQUISITION);
            assertThat(ColumnTopic.of("orig_w")).isEqualTo(ColumnTopic.ACQUISITION);
            assertThat(ColumnTopic.of("Finding Labels")).isEqualTo(ColumnTopic.DISEASE);
            assertThat(ColumnTopic.of("InstitutionName")).isEqualTo(ColumnTopic.SITE);
            assertThat(ColumnTopic.of("Patient Age")).isEqualTo(ColumnTopic.DEMOGRAPHICS);
            assertThat(ColumnTopic.of("favourite colour")).isEqualTo(ColumnTopic.OTHER);
        }
    }

    @Nested
    class Choice {
        private final int[] labels = IntStream.range(0, 60).map(row -> row % 3).toArray();

        private String reason(RecordedColumn column) {
            ColumnChoice choice = ColumnChoice.among(List.of(column), labels, Set.of());
            return choice.leftOut().isEmpty() ? "used" : choice.leftOut().get(0).reason();
        }

        @Test
        void aRecodingOfTheAttributeIsLeftOutUnlessThePlanNamesIt() {
            RecordedColumn recoding = repeated("race_code", 20, "4", "0", "1");
            assertThat(reason(recoding)).contains("the attribute in other words");
            assertThat(ColumnChoice.among(List.of(recoding), labels, Set.of("race_code"))
                            .used())
                    .containsExactly(recoding);
        }

        @Test
        void coarserAndFinerRecodingsAreLeftOut() {
            assertThat(reason(repeated("minority", 20, "yes", "yes", "no"))).contains("follows from the class");
            assertThat(reason(RecordedColumn.of(
                            "detail",
                            IntStream.range(0, 60)
                                    .mapToObj(row -> row % 3 == 0 && row < 30 ? "0a" : "" + row % 3)
                                    .toList())))
                    .startsWith("used");
            int[] many = IntStream.range(0, 600).map(row -> row % 3).toArray();
            RecordedColumn detail = RecordedColumn.of(
                    "detail",
                    IntStream.range(0, 600)
                            .mapToObj(row -> row % 3 == 0 && row < 300 ? "0a" : "c" + row % 3)
                            .toList());
            assertThat(ColumnChoice.among(List.of(detail), many, Set.of()).leftOut())
                    .singleElement()
                    .satisfies(one -> assertThat(one.reason()).contains("the class follows from its value"));
        }

        @Test
        void aColumnThatOnlyGoesWithTheAttributeIsUsed() {
            assertThat(reason(RecordedColumn.of(
                            "view",
                            IntStream.range(0, 60)
                                    .mapToObj(row -> row % 3 == 0 && row > 3 ? "AP" : "PA")
                                    .toList())))
                    .isEqualTo("used");
        }

        @Test
        void constantsTextsAndIdentifiersAreLeftOut() {
            assertThat(reason(repeated("site", 60, "one"))).contains("one value only");
            assertThat(reason(RecordedColumn.of("race", Collections.nCopies(60, null))))
                    .contains("nothing is recorded");
            assertThat(reason(RecordedColumn.of(
                            "report",
                            IntStream.range(0, 60)
                                    .mapToObj(row -> "text " + row)
                                    .toList())))
                    .contains("60 different texts");
            assertThat(reason(RecordedColumn.of(
                            "hospital_id",
                            IntStream.range(0, 60).mapToObj(Integer::toString).toList())))
                    .contains("identifier");
        }
    }

    @Nested
    class Encoding {
        @Test
        void numbersBendAtQuartilesAndSayWhatIsMissing() {
            RecordedColumn age = column("age", "10", "20", "30", "40", "50", "60", null);
            TableEncoder encoder = TableEncoder.learn(List.of(age), new int[] {0, 1, 2, 3, 4, 6});
            // Training values 10 to 50: quartiles 20, 30, 40.
            assertThat(encoder.encode(new int[] {5, 6, 0}))
                    .isDeepEqualTo(new double[][] {{60, 40, 30, 20, 0}, {30, 10, 0, 0, 1}, {10, 0, 0, 0, 0}});
        }

        @Test
        void rareAndUnseenWordingsShareAnIndicator() {
            List<String> cells = new java.util.ArrayList<>(Collections.nCopies(10, "AP"));
            cells.addAll(Collections.nCopies(10, "PA"));
            cells.addAll(List.of("LL", "never seen"));
            cells.add(null);
            RecordedColumn view = RecordedColumn.of("view", cells);
            TableEncoder encoder =
                    TableEncoder.learn(List.of(view), IntStream.range(0, 21).toArray());
            assertThat(encoder.encode(new int[] {0, 10, 20, 21, 22}))
                    .isDeepEqualTo(
                            new double[][] {{1, 0, 0, 0}, {0, 1, 0, 0}, {0, 0, 1, 0}, {0, 0, 1, 0}, {0, 0, 0, 1}});
        }

        @Test
        void labelsOfOneCellSetSeveralIndicators() {
            RecordedColumn findings = repeated("finding", 10, "Mass|Effusion", "No Finding");
            TableEncoder encoder =
                    TableEncoder.learn(List.of(findings), IntStream.range(0, 20).toArray());
            assertThat(encoder.encode(new int[] {0, 1}))
                    .isDeepEqualTo(new double[][] {{1, 1, 0, 0, 0}, {0, 0, 1, 0, 0}});
        }

        @Test
        void whatTestRowsHoldDoesNotShowInTheEncoding() {
            RecordedColumn one = column("age", "1", "2", "3", "4", "5", "6", "7");
            RecordedColumn other = column("age", "1", "2", "3", "4", "5", "6", "900");
            int[] training = {0, 1, 2, 3};
            assertThat(TableEncoder.learn(List.of(one), training).encode(new int[] {2, 5}))
                    .isDeepEqualTo(TableEncoder.learn(List.of(other), training).encode(new int[] {2, 5}));
        }
    }

    @Nested
    class StrataOfColumns {
        @Test
        void agesAndBodyMassAreCutAsInTheStudy() {
            RecordedColumn age = column("age", "5", "20", "39", "59.9", "79", "80", "95", null);
            assertThat(Strata.of(age, 12))
                    .extracting(Strata.Stratum::level)
                    .containsExactly(
                            "below 20",
                            "20 to below 40",
                            "40 to below 60",
                            "60 to below 80",
                            "80 and above",
                            "not recorded");
            assertThat(Strata.of(age, 12).get(4).rows()).containsExactly(5, 6);
            assertThat(Strata.of(column("bmi", "17", "19", "25", "26", "27", "31"), 12))
                    .extracting(Strata.Stratum::level)
                    .contains("below 18.5", "25 to below 30", "30 and above");
        }

        @Test
        void noFindingOnlyIsAStratumAndLabelsOverlap() {
            RecordedColumn findings = column("finding", "No Finding", "Mass", "Mass|Effusion", null);
            List<Strata.Stratum> strata = Strata.of(findings, 12);
            assertThat(strata)
                    .extracting(Strata.Stratum::level)
                    .contains("No Finding only", "with Mass", "with Effusion");
            assertThat(strata.get(0).rows()).containsExactly(1, 2);
        }

        @Test
        void everyRowIsInOneLevelOfAPartition() {
            Strata.Partition partition =
                    Strata.partition(column("w", "1", "1", "1", "1", "2", "3", "4", "5", "6", null), 4);
            assertThat(partition.ofRow()).hasSize(10);
            assertThat(IntStream.range(0, partition.names().size())
                            .map(level -> partition.rowsOf(level).length)
                            .sum())
                    .isEqualTo(10);
            assertThat(partition.names()).contains("not recorded");
            assertThat(Strata.partition(column("v", "a", "a", "b", "b", "c", "d", "e"), 2)
                            .names())
                    .containsExactly("a", "b", "of another value");
        }
    }
}
