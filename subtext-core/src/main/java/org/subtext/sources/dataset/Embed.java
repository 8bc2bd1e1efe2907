package org.subtext.sources.dataset;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * EMBED open data. The clinical table has a row a finding, the metadata a row a file: they are joined by patient and
 * exam, so that a file stays one row however many findings its exam has.
 */
final class Embed {
    private static final String METADATA = "metadata";
    private static final String CLINICAL = "clinical";

    static final CodeBook RACE = CodeBook.of("race")
            .prefix("African American", "Black")
            .prefix("Caucasian", "White")
            .exact("Asian", "Asian")
            .prefix("Native Hawaiian", "Native Hawaiian or Pacific Islander")
            .unverified()
            .prefix("American Indian", "American Indian or Alaska Native")
            .unverified()
            .prefix("Multiple", "Multiple")
            .unverified()
            .prefix("Unknown", "");

    static final CodeBook ETHNICITY = CodeBook.of("ethnicity")
            .exact("Hispanic or Latino", "Hispanic")
            .exact("Non-Hispanic or Latino", "Not Hispanic")
            .exact("Unknown~Hispanic", "")
            .exact("Non-Hispanic~Unknown", "")
            .exact("Unknown~Non-Hispanic", "")
            .prefix("Unknown", "");

    /** DICOM's views of mammography, PS3.16 CID 4014; which of them the set has was not checked. */
    private static final CodeBook VIEW =
            views("CC", "MLO", "ML", "LM", "LMO", "XCC", "XCCL", "XCCM", "FB", "SIO", "ISO");

    private static final CodeBook LATERALITY =
            CodeBook.of("laterality").exact("L", "L").exact("R", "R");

    static final Layout LAYOUT = Layout.named("embed", "EMBED (Emory breast imaging, open data)", "embed-2")
            .files(
                    SourceFile.required(METADATA, "EMBED_OpenData_metadata", "EMBED_OpenData_metadata_reduced")
                            .needs("empi_anon")
                            .needs("acc_anon")
                            .needs("anon_dicom_path")
                            .takes("FinalImageType")
                            .takes("ImageLateralityFinal")
                            .takes("ViewPosition")
                            .takes("Manufacturer")
                            .takes("ManufacturerModelName")
                            .takes("study_date_anon"),
                    SourceFile.required(CLINICAL, "EMBED_OpenData_clinical", "EMBED_OpenData_clinical_reduced")
                            .needs("empi_anon")
                            .needs("acc_anon")
                            .needs("ETHNICITY_DESC", "RACE_DESC")
                            .takes("ETHNIC_GROUP_DESC")
                            .takes("age_at_study")
                            .takes("GENDER_DESC"))
            .books(Codes.SEX, RACE, ETHNICITY, VIEW, LATERALITY)
            .rules(StudyRule.keep(Field.RACE, "Black", "White"))
            .published(Published.rows(480_323), Published.patients(22_382), Published.studies(76_373))
            .terms("EMBED's licence, clause 5: weights and embeddings of models trained on EMBED may not be released"
                    + " without permission. Models made from it must stay where they are until you have that"
                    + " permission.")
            .notes(
                    "Race stands in ETHNICITY_DESC, as in the publishers' own notebooks, or RACE_DESC, as their README"
                            + " says; column race_source says which.",
                    "Different values of one exam's findings: the first is taken, and counted here where it happens.",
                    "The study used Emory's own mammograms, of which EMBED is a later release: its rule (Black and"
                            + " White) is applied, its counts cannot be compared.",
                    "Published counts are of the whole open data set, 2D, 3D and synthetic images together.")
            .rows(Embed::rows);

    private Embed() {}

    private static CodeBook views(String... names) {
        CodeBook book = CodeBook.of("view");
        for (String name : names) {
            book = book.exact(name, name).unverified();
        }
        return book;
    }

    private record Exam(
            @Nullable String race,
            @Nullable String ethnicity,
            @Nullable String age,
            @Nullable String sex) {}

    private static void rows(Sources in, Layout.Sink out) {
        Source files = in.source(METADATA);
        Map<String, Exam> exams = exams(in);
        String source = in.source(CLINICAL).describe("ETHNICITY_DESC");
        List<String> keys = new ArrayList<>();
        for (int i = 0; i < files.rows(); i++) {
            String patient = files.id(i, "empi_anon");
            String study = files.id(i, "acc_anon");
            String path = files.cell(i, "anon_dicom_path");
            CommonRow row = out.row().from(files, i);
            row.set(Field.IMAGE_PATH, inside(in, path))
                    .set(Field.IMAGE_ID, path == null ? null : name(path))
                    .set(Field.PATIENT_ID, patient)
                    .set(Field.STUDY_ID, study)
                    .set(Field.SITE, "Emory")
                    .set(Field.MANUFACTURER, files.cell(i, "Manufacturer"))
                    .set(Field.MODEL, files.cell(i, "ManufacturerModelName"))
                    .set(Field.STUDY_DATE, files.cell(i, "study_date_anon"));
            in.code(row, Field.VIEW, files.cell(i, "ViewPosition"));
            in.code(row, Field.LATERALITY, files.cell(i, "ImageLateralityFinal"));
            String key = patient + " " + study;
            keys.add(key);
            Exam exam = exams.get(key);
            if (exam != null) {
                in.code(row, Field.RACE_RAW, Field.RACE, exam.race);
                in.code(row, Field.ETHNICITY_RAW, Field.ETHNICITY, exam.ethnicity);
                in.code(row, Field.SEX_RAW, Field.SEX, exam.sex);
                row.set(Field.AGE_YEARS, exam.age).set(Field.RACE_SOURCE, source);
            }
            out.add(row);
        }
        in.joins().ofImages(in.source(CLINICAL), keys, exams.keySet(), "race, sex or age");
    }

    private static Map<String, Exam> exams(Sources in) {
        Source clinical = in.source(CLINICAL);
        Map<String, Exam> exams = new HashMap<>();
        long different = 0;
        for (int i = 0; i < clinical.rows(); i++) {
            String key = clinical.id(i, "empi_anon") + " " + clinical.id(i, "acc_anon");
            Exam exam = new Exam(
                    clinical.cell(i, "ETHNICITY_DESC"),
                    clinical.cell(i, "ETHNIC_GROUP_DESC"),
                    in.age(clinical, i, "age_at_study"),
                    clinical.cell(i, "GENDER_DESC"));
            Exam before = exams.putIfAbsent(key, exam);
            different += before == null || before.equals(exam) ? 0 : 1;
        }
        if (different > 0) {
            in.note(different + " findings record another race, ethnicity, sex or age than the first of their exam.");
        }
        return exams;
    }

    /** The publishers' paths begin elsewhere; what counts is from the cohort folder on. */
    private static @Nullable String inside(Sources in, @Nullable String path) {
        if (path == null) {
            return null;
        }
        String own = path.replace('\\', '/');
        int cohort = own.indexOf("cohort");
        int start = cohort < 0 ? -1 : own.indexOf('/', cohort);
        String name = start < 0 ? own : own.substring(own.lastIndexOf('/', cohort) + 1, start);
        String folder = in.listing()
                .folder(name)
                .or(() -> in.listing().folder("cohort"))
                .orElse("cohort");
        return start < 0 ? own : folder + own.substring(start);
    }

    private static String name(String path) {
        String file = path.substring(path.replace('\\', '/').lastIndexOf('/') + 1);
        return file.endsWith(".dcm") ? file.substring(0, file.length() - 4) : file;
    }
}
