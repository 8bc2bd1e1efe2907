package org.subtext.predictions;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.DoubleFunction;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.subtext.problems.InvalidInputException;
import org.subtext.problems.Remark;

/** Lawful neighbours of every score table that is refused or remarked on, in 300 tables. */
class CleanScoreTablesTest {
    private static final int TABLES = 300;

    @TempDir
    Path folder;

    /** A number as a program writes it, the separator of such a table, and what is said of any such table. */
    private record Writing(DoubleFunction<String> number, String separator, Set<Remark.Code> due) {}

    /** What the recorded classes are called, and what a plan must say of them. */
    private record Truth(List<String> classes, Map<String, String> rename, boolean declared) {
        static Truth plain(String... classes) {
            return new Truth(List.of(classes), Map.of(), false);
        }
    }

    @Test
    void noneIsRefusedAndHardlyAnyIsRemarkedOn() throws IOException {
        Map<String, String> refused = new LinkedHashMap<>();
        Map<String, String> remarked = new LinkedHashMap<>();
        for (int seed = 0; seed < TABLES; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            var writing = pick(writings(), seed);
            var truth = pick(truths(), seed / 3);
            var ids = pick(idKinds(), seed / 2);
            Form form = Form.values()[random.nextInt(Form.values().length)];
            String name = seed + ": " + writing.getKey() + ", " + truth.getKey() + ", " + ids.getKey() + ", " + form;
            try {
                ScoredTable read = ScoreTableReader.read(form.plan(
                        new Drawn(folder, seed, writing.getValue(), truth.getValue(), ids.getValue(), random)));
                assertThat(read.table().size()).as(name).isPositive();
                List<Remark> more = read.remarks().stream()
                        .filter(remark -> !writing.getValue().due().contains(remark.code()))
                        .toList();
                if (!more.isEmpty()) {
                    remarked.put(name, more.toString());
                }
            } catch (InvalidInputException e) {
                refused.put(name, e.getMessage());
            }
        }

        assertThat(refused).isEmpty();
        assertThat(remarked).hasSizeLessThanOrEqualTo(TABLES / 100);
    }

    private static <T> Map.Entry<String, T> pick(Map<String, T> kinds, int number) {
        return List.copyOf(kinds.entrySet()).get(number % kinds.size());
    }

    private static Map<String, Writing> writings() {
        Set<Remark.Code> none = Set.of();
        Set<Remark.Code> form = Set.of(Remark.Code.SCORES_IN_ANOTHER_FORM);
        Set<Remark.Code> sums = Set.of(Remark.Code.SCORES_DO_NOT_SUM_TO_ONE);
        Map<String, Writing> kinds = new LinkedHashMap<>();
        kinds.put("probabilities", new Writing(p -> text("%.4f", p), ",", none));
        kinds.put("probabilities in full", new Writing(Double::toString, ",", none));
        kinds.put("probabilities in scientific notation", new Writing(p -> text("%.7e", p), "\t", none));
        kinds.put("per cent", new Writing(p -> text("%.3f%%", 100 * p), ",", form));
        kinds.put("decimal commas", new Writing(p -> text("%.5f", p).replace('.', ','), ";", form));
        kinds.put("logits", new Writing(p -> text("%.4f", Math.log(p / (1 - p))), ",", sums));
        kinds.put("scores of 0 to 100", new Writing(p -> text("%.2f", 100 * p), ",", sums));
        kinds.put("large scores", new Writing(p -> text("%.1f", 1e6 * (p - 0.3)), ",", sums));
        return kinds;
    }

    private static Map<String, Truth> truths() {
        Map<String, Truth> kinds = new LinkedHashMap<>();
        kinds.put("words", Truth.plain("White", "Black"));
        kinds.put("three words", Truth.plain("White", "Black or African American", "Asian"));
        kinds.put("words of other alphabets", Truth.plain("weiß", "schwarz", "Ñandú"));
        kinds.put("letters", Truth.plain("F", "M"));
        kinds.put("letters that other alphabets have too", Truth.plain("A", "B", "AB"));
        kinds.put("Cyrillic words", Truth.plain("белый", "чёрный"));
        kinds.put("words that begin alike", Truth.plain("Asian", "Asian American"));
        kinds.put("numbers with names", new Truth(List.of("0", "1"), Map.of("0", "well", "1", "sick"), false));
        kinds.put("a class called None", new Truth(List.of("None", "Edema"), Map.of(), true));
        return kinds;
    }

    private static Map<String, IntFunction<String>> idKinds() {
        Map<String, IntFunction<String>> kinds = new LinkedHashMap<>();
        kinds.put("numbers", Integer::toString);
        kinds.put("numbers of one width", "%05d"::formatted);
        kinds.put("two sites", i -> (i % 2 == 0 ? "A-" : "B-") + i / 2);
        kinds.put("sub-folders", "sub-%03d"::formatted);
        kinds.put("UIDs", i -> "1.2.826.0.1." + (7919L * (i + 13)) + "." + i);
        kinds.put("patients and visits", i -> "p%03d_%d".formatted(i, 1 + i % 3));
        kinds.put("accented names of wards", i -> (i % 2 == 0 ? "Süd" : "Nord") + (i / 2));
        return kinds;
    }

    private static String text(String format, double number) {
        return String.format(Locale.ROOT, format, number);
    }

    /** One table to be written. */
    private record Drawn(
            Path folder, int seed, Writing writing, Truth truth, IntFunction<String> ids, SplittableRandom random) {
        /** Of 60 to 160 patients with one to three images, each line by its patient, image, class and scores. */
        List<Line> lines() {
            List<Line> lines = new ArrayList<>();
            int patients = 60 + random.nextInt(100);
            for (int patient = 0; patient < patients; patient++) {
                int k = random.nextInt(truth.classes().size());
                for (int image = random.nextInt(3); image >= 0; image--) {
                    double[] scores = new double[truth.classes().size()];
                    double sum = 0;
                    for (int other = 0; other < scores.length; other++) {
                        scores[other] = random.nextDouble(0.05, 1) + (other == k ? 0.2 : 0);
                        sum += scores[other];
                    }
                    for (int other = 0; other < scores.length; other++) {
                        scores[other] /= sum;
                    }
                    lines.add(new Line(
                            ids.apply(patient),
                            lines.size() + ".png",
                            truth.classes().get(k),
                            scores));
                }
            }
            return lines;
        }

        String number(double score) {
            return writing.number().apply(score);
        }

        String row(String... cells) {
            return String.join(writing.separator(), cells) + "\n";
        }

        Path write(String name, String text) {
            try {
                return Files.writeString(folder.resolve(seed + name), text);
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }

        ScorePlan plan(Path table) {
            ScorePlan plan = ScorePlan.of(table, "truth")
                    .withIds("patient", "image")
                    .withClasses(classes -> classes.withRename(truth.rename()));
            return truth.declared()
                    ? plan.withRows(ScoreRows.ALL.withRecorded(
                            Map.of("truth", List.of(truth.classes().get(0)))))
                    : plan;
        }

        String name(int k) {
            String word = truth.classes().get(k);
            return truth.rename().getOrDefault(word, word);
        }
    }

    @SuppressWarnings("ArrayRecordComponent") // written, not compared
    private record Line(String patient, String image, String truth, double[] scores) {}

    private enum Form {
        ONE_COLUMN_A_CLASS {
            @Override
            ScorePlan plan(Drawn drawn) {
                Map<String, String> columns = new LinkedHashMap<>();
                List<String> names = new ArrayList<>(List.of("patient", "image", "truth"));
                for (int k = 0; k < drawn.truth().classes().size(); k++) {
                    columns.put(drawn.name(k), "score " + k);
                    names.add("score " + k);
                }
                StringBuilder text = new StringBuilder(drawn.row(names.toArray(String[]::new)));
                for (Line line : drawn.lines()) {
                    List<String> cells = new ArrayList<>(List.of(line.patient(), line.image(), line.truth()));
                    for (double score : line.scores()) {
                        cells.add(drawn.number(score));
                    }
                    text.append(drawn.row(cells.toArray(String[]::new)));
                }
                return drawn.plan(drawn.write(".csv", text.toString())).withClassColumns(columns);
            }
        },
        LONG_BY_CLASS {
            @Override
            ScorePlan plan(Drawn drawn) {
                StringBuilder text = new StringBuilder(drawn.row("patient", "image", "truth", "class", "score"));
                for (Line line : drawn.lines()) {
                    for (int k = 0; k < line.scores().length; k++) {
                        text.append(drawn.row(
                                line.patient(),
                                line.image(),
                                line.truth(),
                                drawn.truth().classes().get(k),
                                drawn.number(line.scores()[k])));
                    }
                }
                return drawn.plan(drawn.write(".csv", text.toString())).withLongForm("score", "class", null);
            }
        },
        ONE_COLUMN_A_MODEL {
            @Override
            ScorePlan plan(Drawn drawn) {
                if (drawn.truth().classes().size() > 2) {
                    return ONE_COLUMN_A_CLASS.plan(drawn);
                }
                StringBuilder text = new StringBuilder(drawn.row("image", "truth", "resnet", "patient", "vit"));
                for (Line line : drawn.lines()) {
                    double score = line.scores()[1];
                    text.append(drawn.row(
                            line.image(),
                            line.truth(),
                            drawn.number(score),
                            line.patient(),
                            drawn.number(0.05 + 0.9 * score * score)));
                }
                return drawn.plan(drawn.write(".csv", text.toString()))
                        .withScoreColumns(List.of("resnet", "vit"), drawn.name(1));
            }
        },
        JOINED {
            @Override
            ScorePlan plan(Drawn drawn) {
                if (drawn.truth().classes().size() > 2) {
                    return LONG_BY_CLASS.plan(drawn);
                }
                StringBuilder scores = new StringBuilder(drawn.row("image", "score"));
                StringBuilder truths = new StringBuilder("image,patient,truth,ward\n");
                for (Line line : drawn.lines()) {
                    scores.append(drawn.row(line.image(), drawn.number(line.scores()[1])));
                    truths.append(String.join(",", line.image(), line.patient(), line.truth(), "3") + "\n");
                }
                truths.append("another.png,another,")
                        .append(drawn.truth().classes().get(0))
                        .append(",3\n");
                return drawn.plan(drawn.write(".csv", scores.toString()))
                        .withScoreColumns(List.of("score"), drawn.name(1))
                        .withSecond(new SecondTable(drawn.write("-truth.csv", truths.toString()), "image"));
            }
        };

        abstract ScorePlan plan(Drawn drawn);
    }
}
