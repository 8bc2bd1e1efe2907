package org.subtext.sources.dataset;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * MIMIC-CXR-JPG with the demographics of MIMIC-IV. Race is recorded by admission: {@code core/admissions}, column
 * ethnicity, in version 1, and {@code hosp/admissions}, column race with finer wordings, from version 2 on.
 */
final class MimicCxr {
    private static final String METADATA = "metadata";
    private static final String PATIENTS = "patients";
    private static final String ADMISSIONS = "admissions";
    private static final String EMERGENCY = "emergency";
    private static final String LABELS = "labels";
    private static final String SPLIT = "split";

    static final CodeBook RACE = CodeBook.of("race")
            .prefix("WHITE", "White")
            .prefix("BLACK", "Black")
            .prefix("ASIAN", "Asian")
            .prefix("HISPANIC", "Hispanic")
            .prefix("AMERICAN INDIAN", "American Indian or Alaska Native")
            .prefix("NATIVE HAWAIIAN", "Native Hawaiian or Pacific Islander")
            .unverified()
            .prefix("PORTUGUESE", "Other")
            .unverified()
            .prefix("SOUTH AMERICAN", "Other")
            .unverified()
            .prefix("MULTIPLE RACE", "Multiple")
            .unverified()
            .prefix("OTHER", "Other")
            .prefix("UNKNOWN", "")
            .prefix("UNABLE TO OBTAIN", "")
            .prefix("PATIENT DECLINED TO ANSWER", "");

    private static final CodeBook VIEW = Codes.FRONTAL
            .exact("LATERAL", "LATERAL")
            .exact("LL", "LL")
            .exact("AP AXIAL", "AP AXIAL")
            .unverified()
            .exact("AP LLD", "AP LLD")
            .unverified()
            .exact("AP RLD", "AP RLD")
            .unverified()
            .exact("PA LLD", "PA LLD")
            .unverified()
            .exact("PA RLD", "PA RLD")
            .unverified()
            .exact("LAO", "LAO")
            .unverified()
            .exact("RAO", "RAO")
            .unverified()
            .exact("LPO", "LPO")
            .unverified()
            .exact("SWIMMERS", "SWIMMERS")
            .unverified()
            .exact("XTABLE LATERAL", "XTABLE LATERAL")
            .unverified();

    static final Layout LAYOUT = Layout.named("mimic-cxr", "MIMIC-CXR-JPG with MIMIC-IV", "mimic-cxr-2")
            .files(
                    SourceFile.required(METADATA, "mimic-cxr-2.0.0-metadata")
                            .orFromMemory("mimic-cxr-2.1.0-metadata")
                            .needs("dicom_id")
                            .needs("subject_id")
                            .needs("study_id")
                            .needs("ViewPosition")
                            .needs("StudyDate"),
                    SourceFile.optional(PATIENTS, "there is no sex or age without MIMIC-IV's patients", "patients")
                            .needs("subject_id")
                            .needs("gender")
                            .needs("anchor_age")
                            .needs("anchor_year"),
                    SourceFile.optional(ADMISSIONS, "there is no race without MIMIC-IV's admissions", "admissions")
                            .needs("subject_id")
                            .needs("race", "ethnicity")
                            .takes("admittime"),
                    SourceFile.beside(EMERGENCY, "edstays")
                            .needs("subject_id")
                            .needs("race")
                            .takes("gender")
                            .takes("intime"),
                    SourceFile.optional(LABELS, "findings are left empty", "mimic-cxr-2.0.0-chexpert")
                            .needs("study_id")
                            .takesEach(Codes.CHEXPERT_FINDINGS),
                    SourceFile.optional(SPLIT, "the publishers' split is left empty", "mimic-cxr-2.0.0-split")
                            .needs("dicom_id")
                            .needs("split"))
            .books(Codes.SEX, RACE, VIEW)
            .findings(Codes.columnNames(Codes.CHEXPERT_FINDINGS))
            .rules(
                    new StudyRule("several races recorded, a refusal counting as one", row -> !severalRaces(row)),
                    StudyRule.keep(Field.RACE, "Asian", "Black", "White"),
                    StudyRule.keep(Field.VIEW, "AP", "PA"))
            .published(
                    Published.rows(377_110),
                    Published.patients(65_379),
                    Published.rows(183_217).underRules(),
                    Published.patients(43_209).underRules(),
                    Published.count(Field.RACE, 141_873, "White").underRules(),
                    Published.count(Field.RACE, 34_238, "Black").underRules(),
                    Published.count(Field.RACE, 7_106, "Asian").underRules())
            .terms("MIMIC is given out by PhysioNet to credentialed users under a data use agreement: no sharing of the"
                    + " data, no attempt to identify anybody; read it before anything made from the data is passed on.")
            .notes(
                    "Age is anchor_age + (year of the study - anchor_year); 91 stands for everybody above 89.",
                    "Race is of the admissions and, where MIMIC-IV-ED's edstays lies beside them, of emergency stays"
                            + " too.",
                    "The study's counts are of MIMIC-IV 1.0; later versions record other wordings and differ.",
                    "Published: 15,769 images without a view, about 1 in 1,000 with a wrong one.",
                    "Unverified: the wordings of race of version 2 beyond their beginnings, by which they are taken.")
            .rows(MimicCxr::rows);

    private MimicCxr() {}

    /** The study counted every different value of a patient's admissions, those that say nothing as well. */
    private static boolean severalRaces(CommonRow row) {
        String raw = row.get(Field.RACE_RAW);
        return raw != null
                && Arrays.stream(raw.split("; "))
                                .map(one -> RACE.meaning(one)
                                        .filter(m -> !m.isEmpty())
                                        .orElse(one))
                                .distinct()
                                .count()
                        > 1;
    }

    private record Person(
            @Nullable String sex,
            @Nullable String age,
            @Nullable String year) {}

    private static void rows(Sources in, Layout.Sink out) {
        Source images = in.source(METADATA);
        Map<String, Person> people = people(in);
        Map<String, RaceOfPatient> races = RaceOfPatient.read(in, in.find(ADMISSIONS), in.find(EMERGENCY));
        Map<String, String> emergencySex = emergencySex(in);
        Set<String> patients = new HashSet<>();
        List<String> studies = new ArrayList<>();
        List<String> dicoms = new ArrayList<>();
        Map<String, Integer> labels =
                in.find(LABELS).map(table -> table.rowsBy("study_id", in)).orElse(Map.of());
        Map<String, Integer> splits =
                in.find(SPLIT).map(table -> table.rowsBy("dicom_id", in)).orElse(Map.of());
        // Said once: the same text for every row is stored once.
        String splitSource =
                in.find(SPLIT).map(table -> table.describe("split")).orElse(null);
        String folder = imageFolder(in, images);
        for (int i = 0; i < images.rows(); i++) {
            String patient = images.id(i, "subject_id");
            String study = images.id(i, "study_id");
            String image = images.cell(i, "dicom_id");
            String date = images.id(i, "StudyDate");
            CommonRow row = out.row().from(images, i);
            row.set(Field.IMAGE_PATH, path(folder, patient, study, image))
                    .set(Field.IMAGE_ID, image)
                    .set(Field.PATIENT_ID, patient)
                    .set(Field.STUDY_ID, study)
                    .set(Field.STUDY_DATE, date);
            if (study != null) {
                studies.add(study);
            }
            if (image != null) {
                dicoms.add(image);
            }
            in.code(row, Field.VIEW, images.cell(i, "ViewPosition"));
            Person person = patient == null ? null : people.get(patient);
            if (patient != null) {
                patients.add(patient);
                String known = person == null ? null : person.sex;
                in.code(row, Field.SEX_RAW, Field.SEX, known == null ? emergencySex.get(patient) : known);
            }
            if (person != null) {
                row.set(Field.AGE_YEARS, age(in, images, i, person));
            }
            RaceOfPatient race = patient == null ? null : races.get(patient);
            if (race != null) {
                row.set(Field.RACE_RAW, race.raw())
                        .set(Field.RACE, race.race())
                        .set(Field.RACE_SOURCE, race.source())
                        .set(Field.RACE_CONFLICT, race.conflict() ? "1" : race.race() == null ? null : "0");
            }
            Integer label = study == null ? null : labels.get(study);
            for (int f = 0; label != null && f < Codes.CHEXPERT_FINDINGS.size(); f++) {
                row.finding(f, Codes.finding(in.source(LABELS).cell(label, Codes.CHEXPERT_FINDINGS.get(f))));
            }
            Integer split = image == null ? null : splits.get(image);
            if (split != null) {
                row.set(Field.SPLIT, in.source(SPLIT).cell(split, "split")).set(Field.SPLIT_SOURCE, splitSource);
            }
            out.add(row);
        }
        in.find(LABELS).ifPresent(table -> in.joins().ofImages(table, studies, labels.keySet(), "finding"));
        in.find(SPLIT).ifPresent(table -> in.joins().ofImages(table, dicoms, splits.keySet(), "split"));
        sayWhoIsUnknown(in, patients, people, races);
    }

    /** Tells patients of whom no stay is recorded from those whose stays say nothing of race. */
    private static void sayWhoIsUnknown(
            Sources in, Set<String> patients, Map<String, Person> people, Map<String, RaceOfPatient> races) {
        in.find(PATIENTS)
                .ifPresent(table -> in.joins().ofPatients(table.name(), patients, people.keySet(), "sex or age"));
        Optional<Source> admissions = in.find(ADMISSIONS);
        Optional<Source> emergency = in.find(EMERGENCY);
        if (admissions.isEmpty() && emergency.isEmpty()) {
            return;
        }
        Set<String> recorded = new HashSet<>();
        Stream.of(admissions, emergency).flatMap(Optional::stream).forEach(table -> recorded.addAll(ids(table)));
        String tables = Stream.of(admissions, emergency)
                .flatMap(Optional::stream)
                .map(Source::name)
                .collect(Collectors.joining(" and "));
        in.joins().ofPatients(tables, patients, recorded, "race");
        long silent = patients.stream()
                .filter(recorded::contains)
                .filter(patient -> {
                    RaceOfPatient race = races.get(patient);
                    return race == null || race.race() == null && !race.conflict();
                })
                .count();
        if (silent > 0) {
            in.note(silent + " patients have rows in " + tables
                    + " that record no race (unknown, declined, or empty).");
        }
        if (admissions.isPresent() && emergency.isPresent()) {
            Set<String> admitted = ids(admissions.get());
            long filled = patients.stream()
                    .filter(patient -> !admitted.contains(patient) && recorded.contains(patient))
                    .count();
            long without = patients.stream()
                    .filter(patient -> !admitted.contains(patient))
                    .count();
            if (without > 0) {
                in.note(without + " patients have no admission; race of " + filled
                        + " of them is from emergency stays.");
            }
        }
        if (emergency.isEmpty() && !recorded.containsAll(patients)) {
            in.note("MIMIC-IV-ED's edstays, put beside admissions, records race and sex of emergency patients who were"
                    + " never admitted.");
        }
    }

    private static Set<String> ids(Source table) {
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < table.rows(); i++) {
            String patient = table.id(i, "subject_id");
            if (patient != null) {
                ids.add(patient);
            }
        }
        return ids;
    }

    /** The sex that emergency stays record, of patients whom the table of patients may lack. */
    private static Map<String, String> emergencySex(Sources in) {
        Map<String, String> sexes = new HashMap<>();
        in.find(EMERGENCY).ifPresent(table -> {
            for (int i = 0; i < table.rows(); i++) {
                String patient = table.id(i, "subject_id");
                String sex = table.cell(i, "gender");
                if (patient != null && sex != null) {
                    sexes.putIfAbsent(patient, sex);
                }
            }
        });
        return sexes;
    }

    private static @Nullable String path(
            String folder, @Nullable String patient, @Nullable String study, @Nullable String image) {
        if (patient == null || patient.length() < 2 || study == null || image == null) {
            return image;
        }
        return folder + "p" + patient.substring(0, 2) + "/p" + patient + "/s" + study + "/" + image + ".jpg";
    }

    /** Some copies have the folder files/ above p10 to p19, some do not. */
    private static String imageFolder(Sources in, Source images) {
        List<String> tens = List.of("p10", "p11", "p12", "p13", "p14", "p15", "p16", "p17", "p18", "p19");
        return tens.stream()
                .map(in.listing()::folder)
                .flatMap(Optional::stream)
                .findFirst()
                .map(found -> found.substring(0, found.lastIndexOf('/') + 1))
                .orElse(images.folder() + "files/");
    }

    private static @Nullable String age(Sources in, Source images, int row, Person person) {
        return person.age == null
                ? null
                : in.ageAt(
                        images,
                        row,
                        "StudyDate",
                        new Sources.KnownAge((int) Double.parseDouble(person.age), "anchor_year", person.year));
    }

    private static Map<String, Person> people(Sources in) {
        Map<String, Person> people = new HashMap<>();
        in.find(PATIENTS)
                .ifPresent(table -> table.rowsBy("subject_id", in)
                        .forEach((patient, i) -> people.put(
                                patient,
                                new Person(
                                        table.cell(i, "gender"),
                                        in.age(table, i, "anchor_age"),
                                        table.id(i, "anchor_year")))));
        return people;
    }
}
