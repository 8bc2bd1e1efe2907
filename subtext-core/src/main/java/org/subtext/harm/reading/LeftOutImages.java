package org.subtext.harm.reading;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.subtext.cohort.SmallestGroups;
import org.subtext.harm.FindingColumn;
import org.subtext.harm.FindingTable;
import org.subtext.problems.Argument;
import org.subtext.problems.Problems;
import org.subtext.problems.Remark;
import org.subtext.problems.Sentence;

/**
 * Images that lack a truth or a score. Those that take part in no finding are judged nowhere and are counted by group;
 * of those that lack one finding alone only the finding is told, since beside its cases their number would tell others.
 *
 * @param groups of each image, empty where none is recorded
 * @param patients of each image
 * @param findings of the same images
 */
record LeftOutImages(String attribute, List<String> groups, List<String> patients, List<FindingColumn> findings) {
    /** A group that loses a share larger than others' by this, and twice as large, is said to lose more. */
    private static final double MORE = 0.05;

    private static final int FEW = 5;

    /** Images that take part in a finding; all of them where none does. */
    int[] takingPart() {
        int[] taking = images(this::takesPart);
        return taking.length == 0 ? images(image -> true) : taking;
    }

    /** Refuses findings that have truths of which none has a score, and a table that so has one group left. */
    void refuse(Problems problems) {
        TreeSet<String> left = new TreeSet<>();
        IntStream.of(takingPart()).forEach(image -> left.add(groups.get(image)));
        TreeSet<String> gone = new TreeSet<>(groups);
        gone.removeAll(left);
        if (left.size() == 1 && !gone.isEmpty()) {
            problems.add("No image of "
                    + String.join(", ", gone.stream().map(LeftOutImages::name).toList())
                    + " has a truth and a score, so that no groups of " + attribute + " are left to compare with "
                    + name(left.first()) + ". Complete the truths and scores.");
        }
        Set<String> names = new LinkedHashSet<>();
        for (FindingColumn finding : findings) {
            boolean isNoneScored = images(finding::isKnown).length > 0 && images(finding::takesPart).length == 0;
            if (!isNoneScored || !names.add(finding.name())) {
                continue;
            }
            List<String> models = findings.stream()
                    .filter(one -> one.name().equals(finding.name()))
                    .map(FindingColumn::model)
                    .toList();
            problems.add(
                    models.size() > 1
                            ? Sentence.of("No image with a truth of " + finding.name() + " is scored by all of "
                                            + String.join(", ", models)
                                            + ", and models are compared on the same images."
                                            + " Score the same images by all, or ask about each alone: ")
                                    .set(Argument.SCORES_SCORE, finding.name() + "=COLUMN")
                                    .and(".")
                            : Sentence.of("No image with a truth of " + finding.name() + " has a score. Score them, or"
                                    + " leave the finding out."));
        }
    }

    /** How many images are left out of everything, by group, and where truths or scores are missing unevenly. */
    List<Remark> remarks() {
        List<Remark> remarks = new ArrayList<>();
        int[] unscored = images(image -> !takesPart(image) && isAny(image, true));
        int[] untold = images(image -> !takesPart(image) && !isAny(image, true) && !isAny(image, false));
        if (unscored.length > 0) {
            remarks.add(new Remark(
                    Remark.Code.MISSING_SCORES,
                    counted(
                            unscored,
                            "image has a truth and lacks a score" + byModels() + ", and is left out: ",
                            "images have a truth and lack a score" + byModels() + ", and are left out: ")));
        }
        if (untold.length > 0) {
            remarks.add(new Remark(
                    Remark.Code.TRUTH_NOT_RECORDED,
                    counted(
                            untold,
                            "image has no truth and is left out: ",
                            "images have no truth and are left out: ")));
        }
        elsewhere(remarks);
        Map<Uneven, TreeSet<String>> uneven = new LinkedHashMap<>();
        findings.forEach(finding -> addUneven(uneven, finding));
        uneven.forEach((one, names) -> remarks.add(one.remark(names)));
        return remarks;
    }

    /**
     * How many images take no part along a column, and whether that is so in one group above all.
     *
     * @param numbers by column, NaN where none is recorded
     */
    List<Remark> along(Map<String, double[]> numbers) {
        List<Remark> remarks = new ArrayList<>();
        Map<Uneven, TreeSet<String>> uneven = new LinkedHashMap<>();
        numbers.forEach((column, own) -> {
            int[] blank = images(image -> Double.isNaN(own[image]));
            if (blank.length == 0) {
                return;
            }
            remarks.add(new Remark(Remark.Code.NUMBER_NOT_RECORDED, without(column, blank)));
            for (String group : new TreeSet<>(groups)) {
                if (isMore(
                        images(image -> true),
                        image -> Double.isNaN(own[image]),
                        image -> groups.get(image).equals(group))) {
                    uneven.computeIfAbsent(
                                    new Uneven("Numbers", attribute + " is " + name(group)), where -> new TreeSet<>())
                            .add(column);
                }
            }
        });
        uneven.forEach((one, names) -> remarks.add(one.remark(names)));
        return remarks;
    }

    /** How many are left is known from how many are not, so that neither is told where few are left. */
    private Sentence without(String column, int[] blank) {
        Set<Integer> without = new HashSet<>();
        IntStream.of(blank).forEach(without::add);
        long left = patients(images(image -> !without.contains(image)));
        Sentence sentence = Sentence.of("What has no number in " + column + " takes no part along it: ");
        return left < SmallestGroups.TOLD
                ? sentence.and("nearly all images.")
                : counted(sentence, blank).and(".");
    }

    /** Many images of few patients are as small a count as few images. */
    private Sentence counted(Sentence sentence, int[] images) {
        long whose = patients(images);
        return whose < SmallestGroups.TOLD && images.length >= SmallestGroups.TOLD
                ? sentence.counted(whose, "patient's images", "patients' images")
                : sentence.counted(images.length, "image", "images");
    }

    private long patients(int[] images) {
        return IntStream.of(images).mapToObj(patients::get).distinct().count();
    }

    private String byModels() {
        return findings.stream().anyMatch(finding -> !finding.model().isEmpty()) ? " by one model or more" : "";
    }

    private boolean takesPart(int image) {
        return findings.stream().anyMatch(finding -> finding.takesPart(image));
    }

    /** Whether any finding of an image is known, or recorded as uncertain. */
    private boolean isAny(int image, boolean isKnown) {
        return findings.stream().anyMatch(finding -> isKnown ? finding.isKnown(image) : finding.isUncertain(image));
    }

    /** Images that take part in some findings and not in others. */
    private void elsewhere(List<Remark> remarks) {
        TreeSet<String> unscored = new TreeSet<>();
        TreeSet<String> untold = new TreeSet<>();
        for (int image : takingPart()) {
            for (FindingColumn finding : findings) {
                if (!finding.takesPart(image) && !finding.isUncertain(image)) {
                    (finding.isKnown(image) ? unscored : untold).add(finding.name());
                }
            }
        }
        if (findings.stream().anyMatch(finding -> images(finding::takesPart).length > 0)) {
            remark(remarks, Remark.Code.MISSING_SCORES, "a score", unscored);
            remark(remarks, Remark.Code.TRUTH_NOT_RECORDED, "a truth", untold);
        }
    }

    private static void remark(List<Remark> remarks, Remark.Code code, String what, TreeSet<String> of) {
        if (!of.isEmpty()) {
            remarks.add(Remark.of(
                    code,
                    "Some images lack " + what + " of " + String.join(", ", of) + " and take no part there: "
                            + "the run's own files count them by group."));
        }
    }

    /** What is missing more often than elsewhere, and where. */
    private record Uneven(String what, String where) {
        Remark remark(TreeSet<String> findings) {
            return Remark.of(
                    Remark.Code.SCORES_MISSING_UNEVENLY,
                    what + " of " + String.join(", ", findings) + " are missing far more often where " + where
                            + " than elsewhere. Where one is missing because of what the image shows or whom it is of,"
                            + " rates are those of other images than were meant: find out why they are missing.");
        }
    }

    private void addUneven(Map<Uneven, TreeSet<String>> into, FindingColumn finding) {
        int[] known = images(finding::isKnown);
        int[] recorded = images(image -> !finding.isUncertain(image));
        IntPredicate isUnscored = image -> !finding.takesPart(image);
        IntPredicate isUntold = image -> !finding.isKnown(image);
        List<Uneven> found = new ArrayList<>();
        for (String group : new TreeSet<>(groups)) {
            IntPredicate isOwn = image -> groups.get(image).equals(group);
            String where = attribute + " is " + name(group);
            if (isMore(known, isUnscored, isOwn)) {
                found.add(new Uneven("Scores", where));
            }
            if (isMore(recorded, isUntold, isOwn)) {
                found.add(new Uneven("Truths", where));
            }
        }
        if (isMore(known, isUnscored, finding::isPresent)) {
            found.add(new Uneven("Scores", "the finding is there"));
        }
        if (isMore(known, isUnscored, image -> !finding.isPresent(image))) {
            found.add(new Uneven("Scores", "the finding is not there"));
        }
        found.forEach(one -> into.computeIfAbsent(one, where -> new TreeSet<>()).add(finding.name()));
    }

    private static boolean isMore(int[] of, IntPredicate isMissing, IntPredicate isOwn) {
        long own = IntStream.of(of).filter(isOwn).count();
        long ownMissing = IntStream.of(of).filter(isOwn).filter(isMissing).count();
        long missing = IntStream.of(of).filter(isMissing).count();
        if (ownMissing < FEW || own == of.length) {
            return false;
        }
        double share = ownMissing / (double) own;
        double others = (missing - ownMissing) / (double) (of.length - own);
        return share >= 2 * others && share - others >= MORE;
    }

    private Sentence counted(int[] images, String one, String many) {
        Map<String, List<Integer>> ofGroup = new TreeMap<>();
        IntStream.of(images)
                .forEach(image -> ofGroup.computeIfAbsent(name(groups.get(image)), name -> new ArrayList<>())
                        .add(image));
        Sentence sentence = Sentence.EMPTY.counted(images.length, one, many);
        boolean isFirst = true;
        for (Map.Entry<String, List<Integer>> entry : ofGroup.entrySet()) {
            sentence = counted(
                    sentence.and((isFirst ? "" : ", ") + entry.getKey() + " "),
                    entry.getValue().stream().mapToInt(image -> image).toArray());
            isFirst = false;
        }
        return sentence.and(".");
    }

    private static String name(String group) {
        return group.isEmpty() ? FindingTable.NOT_RECORDED : group;
    }

    private int[] images(IntPredicate which) {
        return IntStream.range(0, groups.size()).filter(which).toArray();
    }
}
