package org.subtext.sources.dataset;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** CheXpert v1.0 and v1.0-small: the training table, with race from the separate demographic workbook. */
final class CheXpert {
    private static final String TRAIN = "train";
    private static final String DEMOGRAPHICS = "demographics";
    private static final String SPLIT = "split";

    static final CodeBook RACE = CodeBook.of("race")
            .prefix("White", "White")
            .prefix("Black", "Black")
            .prefix("Asian", "Asian")
            .prefix("Native Hawaiian", "Native Hawaiian or Pacific Islander")
            .prefix("Pacific Islander", "Native Hawaiian or Pacific Islander")
            .unverified()
            .prefix("Native American", "American Indian or Alaska Native")
            .unverified()
            .prefix("American Indian", "American Indian or Alaska Native")
            .unverified()
            .prefix("Race and Ethnicity Unknown", "")
            .unverified()
            .prefix("Unknown", "")
            .prefix("Patient Refused", "")
            .prefix("Other", "Other");

    static final CodeBook ETHNICITY = CodeBook.of("ethnicity")
            .prefix("Non-Hispanic", "Not Hispanic")
            .prefix("Not Hispanic", "Not Hispanic")
            .prefix("Hispanic", "Hispanic")
            .prefix("Patient Refused", "")
            .unverified();

    static final CodeBook VIEW = Codes.FRONTAL
            .exact("LL", "LL")
            .exact("RL", "RL")
            .exact("Frontal", "Frontal")
            .exact("Lateral", "Lateral");

    static final Layout LAYOUT = Layout.named("chexpert", "CheXpert v1.0", "chexpert-2")
            .files(
                    SourceFile.required(TRAIN, "train")
                            .orFromMemory("chexpert_train")
                            .needs("Path")
                            .needs("Sex")
                            .needs("Age")
                            .needs("Frontal/Lateral")
                            .needs("AP/PA")
                            .takesEach(Codes.CHEXPERT_FINDINGS),
                    SourceFile.optional(
                                    DEMOGRAPHICS,
                                    "there is no race or ethnicity without it",
                                    "CHEXPERT DEMO",
                                    "chexpert_demographics")
                            .needs("PATIENT")
                            .needs("PRIMARY_RACE")
                            .takes("ETHNICITY"),
                    SourceFile.optional(SPLIT, "the study's own split is not in the table", "chexpert_split_2021_08_20")
                            .needs("index")
                            .needs("split"))
            .books(Codes.SEX, RACE, ETHNICITY, VIEW)
            .findings(Codes.columnNames(Codes.CHEXPERT_FINDINGS))
            .rules(
                    new StudyRule("race does not contain Black, White or Asian", row -> containsStudyRace(row) != null),
                    StudyRule.keep(Field.ETHNICITY, "Not Hispanic"),
                    StudyRule.keep(Field.VIEW, "AP", "PA"))
            .published(
                    Published.rows(223_414),
                    Published.patients(64_540),
                    Published.count(Field.SEX, 132_636, "Male"),
                    Published.count(Field.SEX, 90_777, "Female"),
                    Published.count(Field.VIEW, 161_590, "AP"),
                    Published.count(Field.VIEW, 29_420, "PA"),
                    Published.count(Field.VIEW, 32_387, "Lateral"),
                    Published.rows(127_118).underRules(),
                    Published.count(Field.RACE, 99_027, "White").underRules(),
                    Published.count(Field.RACE, 18_830, "Asian").underRules(),
                    Published.count(Field.RACE, 9_261, "Black").underRules())
            .terms("CheXpert is given out under Stanford University's research use agreement: read yours before"
                    + " anything made from the data, models among it, leaves your institution.")
            .notes(
                    "Sex and age are those of the training table, by study, not of the demographic workbook.",
                    "Age 0 is taken as missing.",
                    "valid.csv and test.csv (unverified) are not read.",
                    "Unverified: the full list of wordings of PRIMARY_RACE; a wording is taken by its beginning.",
                    "The study's counts of patients differ by one between its sources and are not compared.")
            .rows(CheXpert::rows);

    private CheXpert() {}

    private record Person(@Nullable String race, @Nullable String ethnicity) {}

    /** The study's own rule: the last of Black, White, Asian that the wording contains. */
    private static @Nullable String containsStudyRace(CommonRow row) {
        String raw = row.get(Field.RACE_RAW);
        String race = null;
        for (String wording : List.of("Black", "White", "Asian")) {
            race = raw != null && raw.contains(wording) ? wording : race;
        }
        return race;
    }

    private static void rows(Sources in, Layout.Sink out) {
        Source train = in.source(TRAIN);
        Map<String, Person> people = people(in);
        Map<Integer, String> split = split(in);
        Set<String> patients = new LinkedHashSet<>();
        List<String> findings = new ArrayList<>(Codes.CHEXPERT_FINDINGS);
        for (int i = 0; i < train.rows(); i++) {
            String path = train.cell(i, "Path");
            CommonRow row = out.row().from(train, i);
            String inside = path == null ? "" : path.substring(path.indexOf('/') + 1);
            String[] parts = inside.split("/", -1);
            String patient = parts.length > 1 ? parts[1] : null;
            row.set(Field.IMAGE_PATH, train.folder() + inside)
                    .set(Field.IMAGE_ID, path)
                    .set(Field.PATIENT_ID, patient)
                    .set(Field.STUDY_ID, parts.length > 2 ? patient + "/" + parts[2] : null)
                    .set(Field.AGE_YEARS, age(in.age(train, i, "Age")));
            in.code(row, Field.VIEW, view(train.cell(i, "Frontal/Lateral"), train.cell(i, "AP/PA")));
            in.code(row, Field.SEX_RAW, Field.SEX, train.cell(i, "Sex"));
            if (patient != null) {
                patients.add(patient);
            }
            Person person = patient == null ? null : people.get(patient);
            if (person != null) {
                in.code(row, Field.RACE_RAW, Field.RACE, person.race);
                in.code(row, Field.ETHNICITY_RAW, Field.ETHNICITY, person.ethnicity);
                row.set(Field.RACE_SOURCE, in.source(DEMOGRAPHICS).describe("PRIMARY_RACE"));
            }
            String part = split.get(i);
            row.set(Field.SPLIT, part).set(Field.SPLIT_SOURCE, part == null ? null : "chexpert_split_2021_08_20");
            for (int f = 0; f < findings.size(); f++) {
                row.finding(f, Codes.finding(train.cell(i, findings.get(f))));
            }
            out.add(row);
        }
        in.find(DEMOGRAPHICS)
                .ifPresent(
                        table -> in.joins().ofPatients(table.name(), patients, people.keySet(), "race and ethnicity"));
    }

    static @Nullable String age(@Nullable String years) {
        return "0".equals(years) ? null : years;
    }

    static @Nullable String view(@Nullable String frontal, @Nullable String projection) {
        return projection != null ? projection : frontal;
    }

    private static Map<String, Person> people(Sources in) {
        Map<String, Person> people = new HashMap<>();
        Optional<Source> table = in.find(DEMOGRAPHICS);
        for (int i = 0; table.isPresent() && i < table.get().rows(); i++) {
            String patient = table.get().cell(i, "PATIENT");
            if (patient != null) {
                Person person = new Person(
                        table.get().cell(i, "PRIMARY_RACE"), table.get().cell(i, "ETHNICITY"));
                Person before = people.putIfAbsent(patient, person);
                if (before != null && !before.equals(person)) {
                    in.note("Warning: some patients stand in the demographic table more than once, with different"
                            + " values; the first is taken.");
                }
            }
        }
        return people;
    }

    /** The released split names rows of the training table, counted from 0. */
    private static Map<Integer, String> split(Sources in) {
        Map<Integer, String> split = new HashMap<>();
        Optional<Source> table = in.find(SPLIT);
        for (int i = 0; table.isPresent() && i < table.get().rows(); i++) {
            String index = table.get().id(i, "index");
            String part = table.get().cell(i, "split");
            if (index != null && part != null && index.matches("\\d{1,9}")) {
                split.put(Integer.parseInt(index), part);
            }
        }
        return split;
    }
}
