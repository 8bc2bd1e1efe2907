package org.subtext.harm.reading;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.subtext.cohort.AskedValues;
import org.subtext.harm.FindingColumn;
import org.subtext.harm.FindingTable;
import org.subtext.harm.Roles;
import org.subtext.identities.Evidence;
import org.subtext.identities.IdColumn;
import org.subtext.identities.IdKind;
import org.subtext.identities.IdProblems;
import org.subtext.identities.IdRemarks;
import org.subtext.identities.Identities;
import org.subtext.predictions.MissingScores;
import org.subtext.predictions.OddScores;
import org.subtext.predictions.RepeatedRows;
import org.subtext.predictions.ScoreCells;
import org.subtext.predictions.ScoreJoin;
import org.subtext.predictions.ScorePlan;
import org.subtext.problems.Argument;
import org.subtext.problems.Problems;
import org.subtext.problems.Remark;
import org.subtext.problems.Sentence;
import org.subtext.progress.Progress;
import org.subtext.provenance.Seed;
import org.subtext.tables.Table;
import org.subtext.tables.TableReader;

/**
 * Reads somebody's prediction table into findings, groups and roles.
 *
 * <p>Scores are taken as they are: ranks, logits and probabilities alike. An image without a truth or a score of one
 * finding takes no part in that finding and stays in all others. All problems of a table are thrown at once, stage by
 * stage: columns first, then cells.
 */
public final class FindingTableReader {
    private final HarmRequest request;
    private final TablePlan plan;
    private final ScoreCells cells;
    private final @Nullable ScoreJoin join;
    private final Problems problems;
    private final List<Remark> remarks;
    private final FindingSources sources;
    private final GroupColumns groupColumns;

    private FindingTableReader(
            HarmRequest request, ScoreCells cells, @Nullable ScoreJoin join, Problems problems, List<Remark> remarks) {
        this.request = request;
        this.plan = request.table();
        this.cells = cells;
        this.join = join;
        this.problems = problems;
        this.remarks = remarks;
        this.sources = new FindingSources(plan, cells, problems);
        this.groupColumns = new GroupColumns(plan, request.assessment().comparison(), cells, problems);
    }

    /**
     * The table of a request; its reference comes back as the table writes it.
     *
     * @throws org.subtext.problems.InvalidInputException with all problems at once
     */
    public static ReadFindings read(HarmRequest request, Progress progress) throws IOException {
        progress.begin("Reading the table", 0, "rows");
        Problems problems = new Problems();
        TablePlan plan = request.table();
        Table table = TableReader.read(plan.file(), plan.sheet());
        List<Remark> remarks = new ArrayList<>(table.remarks());
        // rows that match are told by group: the attribute stands in the place of a class
        ScorePlan asked = ScorePlan.of(
                        plan.file(), request.assessment().comparison().attribute())
                .withIds(plan.ids().patient(), plan.ids().image())
                .withSecond(plan.second());
        ScoreJoin join = ScoreJoin.read(asked, table, problems);
        ScoreCells cells =
                join == null ? ScoreCells.of(table) : ScoreCells.joined(table, join.second(), join.on(), problems);
        if (join != null) {
            remarks.addAll(join.second().remarks());
            remarks.addAll(join.remarks());
        }
        progress.end(table.rows() + " rows"
                + (join == null ? "" : "; " + join.match().counts()));
        FindingTableReader reader = new FindingTableReader(request, cells, join, problems, remarks);
        reader.check();
        reader.refuse();
        ReadFindings read = reader.read();
        problems.throwIfAny();
        return read;
    }

    /** Throws what is wrong; beside it, what a join lost may be the cause. */
    private void refuse() {
        if (!problems.isEmpty() && join != null) {
            join.explain(problems);
        }
        problems.throwIfAny();
    }

    private void check() {
        sources.check();
        groupColumns.check();
        String patient = plan.ids().patient();
        String image = plan.ids().image();
        String role = request.roles().column();
        if (patient == null) {
            problems.add(Sentence.of(
                            "Intervals and tests rest on patients, and no column of patient ids is named. Name it: ")
                    .set(Argument.SCORES_PATIENT, "COLUMN")
                    .and("; or, if each row is another patient, say so: ")
                    .set(Argument.SCORES_PATIENT, ScorePlan.EACH_ROW)
                    .and(". Columns: " + String.join(", ", cells.names()) + "."));
        } else if (!eachImageIsAPatient()) {
            cells.require(patient, Argument.SCORES_PATIENT, problems);
        }
        if (image != null) {
            cells.require(image, Argument.SCORES_IMAGE, problems);
        }
        if (role != null) {
            cells.require(role, Argument.HARM_ROLE, problems);
        }
    }

    private boolean eachImageIsAPatient() {
        return ScorePlan.EACH_ROW.equals(plan.ids().patient()) && !cells.names().contains(ScorePlan.EACH_ROW);
    }

    private ReadFindings read() throws IOException {
        Images images = images();
        Map<String, FindingStatus[]> truths = new HashMap<>();
        List<FindingSource> found = sources.of(images);
        found.forEach(source ->
                truths.computeIfAbsent(source.truth(), column -> TruthColumn.read(plan, column, cells, problems)));
        requirePositives();
        refuse();
        Map<String, FindingStatus[]> ofFinding = new TreeMap<>();
        found.forEach(source -> ofFinding.put(source.finding(), statuses(source, truths, ofFinding)));
        @Nullable String[] patients = patients(images, ofFinding);
        RoleColumn.@Nullable Role[] roles = roles(images, patients, found);
        int[] kept = IntStream.range(0, images.count())
                .filter(image -> patients[image] != null && roles[image] != RoleColumn.Role.NEITHER)
                .toArray();
        remarkOnLeftOut(images, patients, roles);
        refuse();
        if (kept.length == 0) {
            problems.add(Sentence.of("No row has a recorded truth and a patient, so nothing can be assessed. Check ")
                    .and(Argument.SCORES_TRUTH)
                    .and(" and ")
                    .and(Argument.SCORES_PATIENT)
                    .and("."));
            refuse();
        }
        return assembled(images, kept, patients, roles, columns(found, ofFinding, images));
    }

    private Images images() {
        String name = plan.ids().image();
        Images images = plan.columns().longForm() == null || name == null
                ? Images.inRows(cells, name, problems)
                : Images.byName(cells, name, problems);
        if (plan.columns().longForm() != null) {
            List<String> perImage = new ArrayList<>();
            perImage.add(request.assessment().comparison().attribute());
            perImage.addAll(request.assessment().comparison().strata());
            String role = request.roles().column();
            String patient = plan.ids().patient();
            if (role != null) {
                perImage.add(role);
            }
            if (patient != null && !eachImageIsAPatient()) {
                perImage.add(patient);
            }
            groupColumns.refuseContradictions(images, perImage);
        }
        return images;
    }

    private void requirePositives() {
        for (String value : plan.truth().positive()) {
            AskedValues one = AskedValues.of(List.of(value));
            boolean isFound = plan.columns().truths().isEmpty()
                    || plan.columns().truths().stream()
                            .anyMatch(truth -> IntStream.range(0, cells.rows())
                                    .anyMatch(row -> one.holds(cells.get(truth.column(), row))));
            if (!isFound) {
                problems.add(Sentence.of("\"" + value + "\" is no value of any truth, so that nothing would say that a"
                                + " finding is there. Correct ")
                        .and(Argument.SCORES_POSITIVE)
                        .and("."));
            }
        }
    }

    /** By image; what another model's rows say of the same finding is the same, or a problem. */
    private FindingStatus[] statuses(
            FindingSource source, Map<String, FindingStatus[]> truths, Map<String, FindingStatus[]> known) {
        FindingStatus[] ofRow = Objects.requireNonNull(truths.get(source.truth()));
        FindingStatus[] statuses = known.get(source.finding());
        if (statuses == null) {
            statuses = new FindingStatus[source.rowOfImage().length];
            Arrays.fill(statuses, FindingStatus.NOT_RECORDED);
        }
        for (int image = 0; image < statuses.length; image++) {
            int row = source.rowOfImage()[image];
            if (row < 0 || ofRow[row] == FindingStatus.NOT_RECORDED) {
                continue;
            }
            if (statuses[image] != FindingStatus.NOT_RECORDED && statuses[image] != ofRow[row]) {
                problems.add(
                        "several truths",
                        "Row " + cells.table().rowNumber(row) + " has another truth than an earlier row of the same"
                                + " image and finding.",
                        "Expected one truth an image and finding, whichever model a row is from. Correct it.");
            }
            statuses[image] = ofRow[row];
        }
        return statuses;
    }

    private @Nullable String[] patients(Images images, Map<String, FindingStatus[]> ofFinding) throws IOException {
        @Nullable String[] patients = new String[images.count()];
        if (eachImageIsAPatient()) {
            for (int image = 0; image < patients.length; image++) {
                patients[image] = "row " + cells.table().rowNumber(images.firstRow()[image]);
            }
            remarks.add(Remark.of(
                    Remark.Code.ROWS_TAKEN_FOR_PATIENTS,
                    "Each " + (plan.columns().longForm() == null ? "row" : "image") + " counts as a patient, as was"
                            + " said: if patients have several, intervals are too narrow and p-values too small."));
            return patients;
        }
        String column = Objects.requireNonNull(plan.ids().patient());
        IdColumn ids = new IdColumn(column, cells.rows(), row -> cells.get(column, row), cells.table()::rowNumber);
        Evidence evidence = Evidence.of(cells.names(), name -> row -> cells.get(name, row), null);
        Identities who = Identities.of(ids, plan.ids().rule(), evidence);
        IdProblems.addBut(Set.of(IdKind.MISSING), who, Argument.SCORES_PATIENT, problems);
        remarks.addAll(IdRemarks.of(who));
        for (int image = 0; image < patients.length; image++) {
            int current = image;
            int row = images.firstRow()[image];
            patients[image] = who.person(row);
            boolean hasTruth = ofFinding.values().stream().anyMatch(one -> one[current] != FindingStatus.NOT_RECORDED);
            if (patients[image] == null && hasTruth) {
                problems.add(
                        "row without patient",
                        "Row " + cells.table().rowNumber(row) + " has no patient id.",
                        "Rows of nobody would count as one patient. Fill them in, or delete these rows.");
            }
        }
        return patients;
    }

    private RoleColumn.Role[] roles(Images images, @Nullable String[] patients, List<FindingSource> found) {
        String column = request.roles().column();
        if (column == null) {
            RoleColumn.Role[] all = new RoleColumn.Role[images.count()];
            Arrays.fill(all, RoleColumn.Role.IS_JUDGED);
            return all;
        }
        boolean needsChoice = found.stream()
                .anyMatch(source -> plan.scores().called().isEmpty()
                        && !request.assessment().operating().isFixed(source.finding()));
        return new RoleColumn(request.roles(), column, cells, problems)
                .read(images, image -> patients[image], needsChoice);
    }

    private void remarkOnLeftOut(Images images, @Nullable String[] patients, RoleColumn.Role[] roles) {
        long neither = IntStream.range(0, images.count())
                .filter(image -> patients[image] != null && roles[image] == RoleColumn.Role.NEITHER)
                .count();
        if (neither > 0) {
            remarks.add(new Remark(
                    Remark.Code.ROWS_WITHOUT_ROLE,
                    Sentence.EMPTY
                            .counted(neither, "image neither chooses", "images neither choose")
                            .and(" thresholds nor is judged, by column "
                                    + request.roles().column() + ", and takes no part.")));
        }
        long nobody = Arrays.stream(patients).filter(Objects::isNull).count();
        if (nobody > 0) {
            remarks.add(new Remark(
                    Remark.Code.TRUTH_NOT_RECORDED,
                    Sentence.EMPTY
                            .counted(
                                    nobody,
                                    "row has neither a truth nor a patient and is",
                                    "rows have neither a truth nor a patient and are")
                            .and(" left out.")));
        }
        RepeatedRows.remark(cells.table()).ifPresent(remarks::add);
    }

    /** Findings by image, all of them: which images stay is decided later. */
    private List<FindingColumn> columns(
            List<FindingSource> found, Map<String, FindingStatus[]> ofFinding, Images images) {
        Map<String, double[]> scoresOfColumn = new HashMap<>();
        Map<String, List<double[]>> ofModels = new HashMap<>();
        List<double[]> scores = new ArrayList<>();
        for (FindingSource source : found) {
            double[] ofRow = scoresOfColumn.computeIfAbsent(source.score(), column -> scores(column, found, ofFinding));
            double[] own = new double[images.count()];
            FindingStatus[] statuses = Objects.requireNonNull(ofFinding.get(source.finding()));
            for (int image = 0; image < own.length; image++) {
                int row = source.rowOfImage()[image];
                own[image] = row < 0 ? Double.NaN : ofRow[row];
                if (row < 0 && statuses[image].isKnown(plan.truth().uncertain())) {
                    refuseMissing(source, images.firstRow()[image]);
                }
            }
            scores.add(own);
            ofModels.computeIfAbsent(source.finding(), name -> new ArrayList<>())
                    .add(own);
        }
        ofModels.values().forEach(FindingTableReader::pair);
        List<FindingColumn> columns = new ArrayList<>();
        for (int i = 0; i < found.size(); i++) {
            FindingStatus[] statuses =
                    Objects.requireNonNull(ofFinding.get(found.get(i).finding()));
            columns.add(column(found.get(i), statuses, scores.get(i)));
        }
        return columns;
    }

    private double[] scores(String column, List<FindingSource> found, Map<String, FindingStatus[]> ofFinding) {
        boolean[] asked = new boolean[cells.rows()];
        for (FindingSource source : found) {
            FindingStatus[] statuses = Objects.requireNonNull(ofFinding.get(source.finding()));
            for (int image = 0; source.score().equals(column) && image < statuses.length; image++) {
                int row = source.rowOfImage()[image];
                if (row >= 0 && statuses[image].isKnown(plan.truth().uncertain())) {
                    asked[row] = true;
                }
            }
        }
        ScoreColumn reader = new ScoreColumn(plan, column, cells, problems);
        double[] scores = reader.read(asked);
        reader.remark().ifPresent(remarks::add);
        return scores;
    }

    private void refuseMissing(FindingSource source, int row) {
        if (plan.scores().missing() == MissingScores.REFUSE) {
            problems.add(
                    "missing score",
                    "The image of row " + cells.table().rowNumber(row) + " has no score of " + source.title() + ".",
                    Sentence.of("Models are compared on the same images. Add the row, or leave such images out, counted"
                                    + " by group: ")
                            .set(Argument.SCORES_MISSING, "exclude")
                            .and("."));
        }
    }

    /** Several models of a finding are compared on the images that all of them scored. */
    private static void pair(List<double[]> models) {
        for (int image = 0; image < models.get(0).length; image++) {
            int current = image;
            if (models.stream().anyMatch(own -> Double.isNaN(own[current]))) {
                models.forEach(own -> own[current] = Double.NaN);
            }
        }
    }

    private FindingColumn column(FindingSource source, FindingStatus[] statuses, double[] scores) {
        boolean[] known = new boolean[statuses.length];
        boolean[] present = new boolean[statuses.length];
        boolean[] uncertain = new boolean[statuses.length];
        for (int image = 0; image < statuses.length; image++) {
            known[image] = statuses[image].isKnown(plan.truth().uncertain());
            present[image] = statuses[image].isPresent(plan.truth().uncertain());
            uncertain[image] = statuses[image] == FindingStatus.UNCERTAIN;
        }
        return FindingColumn.of(source.finding(), known, present, scores)
                .by(source.model())
                .withUncertain(uncertain);
    }

    private ReadFindings assembled(
            Images images,
            int[] inRoles,
            @Nullable String[] patients,
            RoleColumn.Role[] roles,
            List<FindingColumn> columns) {
        int[] firstRows =
                Arrays.stream(inRoles).map(image -> images.firstRow()[image]).toArray();
        Map<String, List<String>> groups = new LinkedHashMap<>(
                groupColumns.read(firstRows, image -> String.valueOf(patients[inRoles[image]]), remarks));
        String attribute = request.assessment().comparison().attribute();
        List<String> own = new ArrayList<>(Objects.requireNonNull(groups.get(attribute)));
        groupColumns.settle(own, firstRows, image -> String.valueOf(patients[inRoles[image]]), remarks);
        int[] kept = GroupColumns.kept(own);
        groups.put(attribute, own);
        groups.replaceAll(
                (column, values) -> Arrays.stream(kept).mapToObj(values::get).toList());
        String reference = groupColumns.reference(Objects.requireNonNull(groups.get(attribute)));
        refuse();
        int[] staying = Arrays.stream(kept).map(image -> inRoles[image]).toArray();
        List<String> whose = Arrays.stream(staying)
                .mapToObj(image -> String.valueOf(patients[image]))
                .toList();
        List<FindingColumn> findings =
                columns.stream().map(column -> column.at(staying)).toList();
        remarkOn(findings);
        FindingTable table = FindingTable.of(whose, groups, findings);
        String name = plan.ids().image();
        return new ReadFindings(
                table,
                roles(table, staying, roles),
                reference,
                !eachImageIsAPatient() || name != null,
                whose,
                Arrays.stream(staying)
                        .map(image -> images.firstRow()[image])
                        .mapToObj(row -> name == null
                                ? "row " + cells.table().rowNumber(row)
                                : Objects.requireNonNullElse(cells.get(name, row), "row " + row))
                        .toList(),
                Objects.requireNonNull(groups.get(attribute)),
                remarks);
    }

    private Roles roles(FindingTable table, int[] staying, RoleColumn.Role[] roles) {
        if (request.roles().column() != null) {
            boolean[] isJudged = new boolean[staying.length];
            for (int i = 0; i < staying.length; i++) {
                isJudged[i] = roles[staying[i]] == RoleColumn.Role.IS_JUDGED;
            }
            return Roles.of(table, isJudged);
        }
        boolean isChosen = table.findings().stream()
                .anyMatch(finding -> !request.assessment().operating().isFixed(finding.name()));
        return isChosen
                ? Roles.crossFitted(
                        table,
                        request.roles().parts(),
                        new Seed(request.assessment().seed()))
                : Roles.sameRows(table);
    }

    private void remarkOn(List<FindingColumn> findings) {
        long uncertain = 0;
        for (FindingColumn finding : findings) {
            int[] rows = IntStream.range(0, finding.rows())
                    .filter(finding::takesPart)
                    .toArray();
            uncertain += IntStream.range(0, finding.rows())
                    .filter(finding::isUncertain)
                    .count();
            boolean[] present = new boolean[rows.length];
            for (int i = 0; i < rows.length; i++) {
                present[i] = finding.isPresent(rows[i]);
            }
            double[] scores = Arrays.stream(rows).mapToDouble(finding::score).toArray();
            if (plan.scores().called().isEmpty()) {
                OddScores.of("The scores of " + finding.title(), scores, present)
                        .ifPresent(remarks::add);
            }
        }
        if (uncertain > 0) {
            String policy = switch (plan.truth().uncertain()) {
                case EXCLUDE -> "they take no part, counted by group";
                case POSITIVE -> "the finding counts as there";
                case NEGATIVE -> "the finding counts as not there";
            };
            remarks.add(new Remark(
                    Remark.Code.UNCERTAIN_TRUTHS,
                    Sentence.EMPTY
                            .counted(uncertain, "truth is", "truths are")
                            .and(" recorded as uncertain: " + policy + ". Other policies: ")
                            .set(Argument.HARM_UNCERTAIN, "POLICY")
                            .and(".")));
        }
    }
}
