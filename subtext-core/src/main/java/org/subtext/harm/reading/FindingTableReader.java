package org.subtext.harm.reading;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.subtext.findings.FindingStatus;
import org.subtext.harm.FindingColumn;
import org.subtext.harm.FindingTable;
import org.subtext.harm.Roles;
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
    private final NumberColumns numberColumns;
    private final ImagePatients whose;
    private final FindingValues values;

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
        this.numberColumns = new NumberColumns(request.assessment().along(), plan.recorded(), cells, problems);
        this.whose = new ImagePatients(plan, cells, problems, remarks);
        this.values = new FindingValues(plan, cells, problems, remarks);
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
        // rows that match are told by group: the attribute, or the number, stands in the place of a class
        ScorePlan asked = ScorePlan.of(plan.file(), request.assessment().about())
                .withIds(plan.ids().patient(), plan.ids().image())
                .withSecond(plan.second());
        ScoreJoin join = ScoreJoin.read(asked, table, problems);
        ScoreCells cells =
                join == null ? ScoreCells.of(table) : ScoreCells.joined(table, join.second(), join.on(), problems);
        if (join != null) {
            remarks.addAll(join.second().remarks());
            remarks.addAll(join.remarks());
        }
        // No number of rows: less those that count it is how many do not, which may be few.
        progress.end(table.names().size() + " columns"
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
        numberColumns.check();
        ColumnUses uses =
                new ColumnUses(plan, request.assessment().comparison(), sources.truths(), sources.scores(), problems);
        uses.refuse();
        String image = plan.ids().image();
        String role = request.roles().column();
        whose.check();
        if (image != null) {
            cells.require(image, Argument.SCORES_IMAGE, problems);
        }
        if (role != null) {
            cells.require(role, Argument.HARM_ROLE, problems);
        }
        if (problems.isEmpty()) {
            uses.refuseWrong(cells, role, remarks);
        }
    }

    private ReadFindings read() throws IOException {
        Images images = images();
        List<FindingSource> found = sources.of(images);
        requireFindings(found);
        Map<String, FindingStatus[]> ofFinding = values.truths(found);
        refuse();
        @Nullable String[] patients = whose.of(images, ofFinding);
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
        return assembled(images, kept, patients, roles, values.columns(found, ofFinding, images));
    }

    /** A threshold of a finding that the table does not have would be of none. */
    private void requireFindings(List<FindingSource> found) {
        List<String> names =
                found.stream().map(FindingSource::finding).distinct().toList();
        request.assessment().operating().fixed().keySet().stream()
                .filter(name -> !names.contains(name))
                .forEach(name -> problems.add(Sentence.of("There is no finding \"" + name + "\" for ")
                        .and(Argument.HARM_THRESHOLD)
                        .and(". Findings: " + String.join(", ", names) + ". Correct it, or leave it out.")));
    }

    private Images images() {
        String name = plan.ids().image();
        Images images = plan.columns().longForm() == null || name == null
                ? Images.inRows(cells, name, problems)
                : Images.byName(cells, name, problems);
        if (plan.columns().longForm() != null) {
            List<String> perImage = new ArrayList<>();
            if (request.assessment().comparison().hasGroups()) {
                perImage.add(request.assessment().comparison().attribute());
            }
            perImage.addAll(request.assessment().comparison().strata());
            request.assessment().along().forEach(one -> perImage.add(one.column()));
            String role = request.roles().column();
            String patient = plan.ids().patient();
            if (role != null) {
                perImage.add(role);
            }
            if (patient != null && !whose.eachImageIsOne()) {
                perImage.add(patient);
            }
            groupColumns.refuseContradictions(images, perImage);
        }
        return images;
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
        int[] settled = GroupColumns.kept(own);
        List<FindingColumn> ofSettled = columns.stream()
                .map(column -> column.at(
                        Arrays.stream(settled).map(image -> inRoles[image]).toArray()))
                .toList();
        LeftOutImages left = new LeftOutImages(
                attribute,
                Arrays.stream(settled).mapToObj(own::get).toList(),
                Arrays.stream(settled)
                        .mapToObj(image -> String.valueOf(patients[inRoles[image]]))
                        .toList(),
                ofSettled);
        left.refuse(problems);
        remarks.addAll(left.remarks());
        values.remarkOnUncertain(ofSettled);
        int[] kept =
                IntStream.of(left.takingPart()).map(image -> settled[image]).toArray();
        groups.put(attribute, own);
        groups.replaceAll(
                (column, values) -> Arrays.stream(kept).mapToObj(values::get).toList());
        groupColumns.refusePeople(
                Objects.requireNonNull(groups.get(attribute)), image -> String.valueOf(patients[inRoles[kept[image]]]));
        refuse();
        String reference = groupColumns.reference(Objects.requireNonNull(groups.get(attribute)));
        refuse();
        int[] staying = Arrays.stream(kept).map(image -> inRoles[image]).toArray();
        List<String> people = Arrays.stream(staying)
                .mapToObj(image -> String.valueOf(patients[image]))
                .toList();
        Map<String, double[]> numbers = numberColumns.read(
                Arrays.stream(staying).map(image -> images.firstRow()[image]).toArray(), people);
        refuse();
        List<FindingColumn> findings =
                columns.stream().map(column -> column.at(staying)).toList();
        remarks.addAll(new LeftOutImages(attribute, Objects.requireNonNull(groups.get(attribute)), people, findings)
                .along(numbers));
        values.remarkOn(findings);
        if (plan.scores().called().isEmpty()) {
            findings.forEach(finding -> ReversedScores.of(finding, people).ifPresent(remarks::add));
        }
        FindingTable table = FindingTable.of(people, groups, findings).withNumbers(numbers);
        String name = plan.ids().image();
        return new ReadFindings(
                table,
                roles(table, staying, roles),
                reference,
                !whose.eachImageIsOne() || name != null,
                people,
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
}
