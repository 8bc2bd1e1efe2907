package org.subtext.audit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.subtext.audit.plan.ImagesPlan;
import org.subtext.cohort.Cohort;
import org.subtext.images.ImageSketches;
import org.subtext.images.LikeImages;
import org.subtext.images.Outcome;
import org.subtext.images.PixelCache;
import org.subtext.images.PixelHash;
import org.subtext.problems.PlanKey;
import org.subtext.problems.Problems;
import org.subtext.problems.Remark;
import org.subtext.problems.Sentence;
import org.subtext.progress.Progress;

/**
 * Which decoded images cannot serve: no picture, nothing to see in it, or a picture that another patient has too.
 *
 * <p>Equal pixels are known by their hash, the same picture in another form by {@link LikeImages}. Use once.
 */
final class Sifting {
    private static final Sentence MEND = Sentence.of(
                    "Mend the table or the files, or leave such images out and have them counted with ")
            .set(PlanKey.UNUSABLE_IMAGES, "exclude")
            .and(".");

    /** Why an image cannot serve, in the order in which it is asked. */
    enum Unfit {
        UNREADABLE("Unreadable image", "the file could not be decoded"),
        EQUAL_PIXELS("Equal pixels", "the same pixels belong to more than one patient"),
        ALSO_AUDITED("Also in the audited cohort", "the same pixels are an image of the audited cohort"),
        NOTHING_TO_SEE("Nothing to see", "all pixels, or nearly all, have one grey value"),
        SAME_PICTURE(
                "Same picture",
                "the same picture, in another encoding, size, crop or grey scale, belongs to another patient too");

        private final String label;
        private final String reason;

        Unfit(String label, String reason) {
            this.label = label;
            this.reason = reason;
        }

        String reason() {
            return reason;
        }
    }

    private final Cohort cohort;
    private final PixelCache pixels;
    private final AuditPlan plan;
    private final @Nullable PreparedImages audited;
    private final @Nullable Unfit[] unfit;
    private final List<Remark> remarks = new ArrayList<>();

    /**
     * A look at the images of a cohort.
     *
     * @param pixels of all its images, in its order
     * @param audited what the images of another cohort are compared with; null for the audited cohort itself
     */
    Sifting(Cohort cohort, PixelCache pixels, AuditPlan plan, @Nullable PreparedImages audited) {
        this.cohort = cohort;
        this.pixels = pixels;
        this.plan = plan;
        this.audited = audited;
        this.unfit = new Unfit[cohort.size()];
    }

    /**
     * What is left.
     *
     * @throws org.subtext.problems.InvalidInputException with all that cannot serve, where the plan does not leave it
     *     out; also when too few are left
     */
    PreparedImages images(Progress progress) {
        mark(i -> !(pixels.outcome(i) instanceof Outcome.Decoded), Unfit.UNREADABLE);
        Set<Integer> repeated = repeatedAcrossPatients();
        mark(repeated::contains, Unfit.EQUAL_PIXELS);
        if (audited != null) {
            Set<PixelHash> known = audited.pixelHashes();
            mark(
                    i -> pixels.outcome(i) instanceof Outcome.Decoded image && known.contains(image.pixels()),
                    Unfit.ALSO_AUDITED);
        }
        int[] decoded = kept();
        ImageSketches sketches = audited == null
                ? ImageSketches.of(pixels, decoded, progress)
                : audited.sketches().alike(pixels, decoded, progress);
        IntStream.range(0, decoded.length)
                .filter(sketches::isEmpty)
                .forEach(i -> unfit[decoded[i]] = Unfit.NOTHING_TO_SEE);
        samePictures(sketches, decoded).forEach(i -> unfit[i] = Unfit.SAME_PICTURE);

        refuse();
        if (plan.images().nearDuplicates() == ImagesPlan.NearDuplicates.WARN) {
            remarkSamePictures();
        }
        int[] kept = kept();
        SortedMap<Integer, String> why = new TreeMap<>();
        for (int i = 0; i < unfit.length; i++) {
            Unfit reason = unfit[i];
            if (reason != null) {
                why.put(row(i), said(i, reason));
            }
        }
        int[] ofSketches = IntStream.range(0, decoded.length)
                .filter(i -> unfit[decoded[i]] == null)
                .toArray();
        return new PreparedImages(rest(), pixels, kept, sketches.only(ofSketches), why, remarks);
    }

    private void mark(IntPredicate condition, Unfit reason) {
        for (int i = 0; i < unfit.length; i++) {
            if (unfit[i] == null && condition.test(i)) {
                unfit[i] = reason;
            }
        }
    }

    private int[] kept() {
        return IntStream.range(0, unfit.length).filter(i -> unfit[i] == null).toArray();
    }

    private int count(Unfit reason) {
        return (int) Arrays.stream(unfit).filter(one -> one == reason).count();
    }

    private Set<Integer> repeatedAcrossPatients() {
        Set<Integer> repeated = new HashSet<>();
        long ofOnePatient = 0;
        for (List<Integer> group : pixels.duplicatePixels()) {
            if (group.stream().map(this::patient).distinct().count() > 1) {
                repeated.addAll(group);
            } else {
                ofOnePatient += group.size() - 1;
            }
        }
        if (ofOnePatient > 0) {
            remarks.add(new Remark(
                    Remark.Code.PIXELS_REPEATED_WITHIN_A_PATIENT,
                    Sentence.EMPTY
                            .counted(ofOnePatient, "image repeats", "images repeat")
                            .and(" the pixels of another image of the same patient.")));
        }
        return repeated;
    }

    private Set<Integer> samePictures(ImageSketches sketches, int[] decoded) {
        Set<Integer> same = new HashSet<>();
        for (LikeImages.Pair pair :
                LikeImages.among(sketches, (a, b) -> !patient(decoded[a]).equals(patient(decoded[b])))) {
            same.add(decoded[pair.some()]);
            same.add(decoded[pair.other()]);
        }
        if (audited != null) {
            LikeImages.between(audited.sketches(), sketches, (a, b) -> true)
                    .forEach(pair -> same.add(decoded[pair.other()]));
        }
        return same;
    }

    private String patient(int position) {
        return cohort.images().get(position).patient();
    }

    private void remarkSamePictures() {
        int same = count(Unfit.SAME_PICTURE);
        keep(Unfit.SAME_PICTURE);
        if (same > 0) {
            remarks.add(new Remark(
                    Remark.Code.SAME_PICTURES,
                    Sentence.EMPTY
                            .counted(same, "image shows", "images show")
                            .and(" the same picture as an image of another patient"
                                    + (audited == null ? "" : " or of the audited cohort")
                                    + ", in another encoding, size, crop or grey scale: what was learned from one may"
                                    + " be tested on the other. Leave them out with ")
                            .set(PlanKey.NEAR_DUPLICATES, "exclude")
                            .and(".")));
        }
    }

    private void keep(Unfit reason) {
        for (int i = 0; i < unfit.length; i++) {
            unfit[i] = unfit[i] == reason ? null : unfit[i];
        }
    }

    private void refuse() {
        Problems problems = new Problems();
        if (plan.images().unusable() == ImagesPlan.Unusable.REFUSE) {
            for (int i = 0; i < unfit.length; i++) {
                if (unfit[i] == Unfit.UNREADABLE) {
                    problems.add("unreadable", "Row " + row(i) + ": " + said(i, Unfit.UNREADABLE) + ".", MEND);
                }
            }
            refuse(
                    problems,
                    Unfit.EQUAL_PIXELS,
                    "have pixels that also belong to another patient",
                    ", so a patient could be in two parts under two ids.",
                    MEND);
            refuse(
                    problems,
                    Unfit.ALSO_AUDITED,
                    "have the pixels of images of the audited cohort",
                    ", so they cannot show how a recogniser does elsewhere.",
                    MEND);
            refuse(problems, Unfit.NOTHING_TO_SEE, "show nothing", ": " + Unfit.NOTHING_TO_SEE.reason + ".", MEND);
        }
        if (plan.images().nearDuplicates() == ImagesPlan.NearDuplicates.REFUSE) {
            refuse(
                    problems,
                    Unfit.SAME_PICTURE,
                    "show the same picture as an image of another patient"
                            + (audited == null ? "" : " or of the audited cohort"),
                    ", in another encoding, size, crop or grey scale.",
                    Sentence.of("Mend the table, or leave such images out and have them counted with ")
                            .set(PlanKey.NEAR_DUPLICATES, "exclude")
                            .and("."));
        }
        problems.throwIfAny();
    }

    private void refuse(Problems problems, Unfit reason, String found, String why, Sentence mend) {
        int count = count(reason);
        if (count == 0) {
            return;
        }
        int shown = Problems.SHOWN_PER_KIND * 2;
        String rows = IntStream.range(0, unfit.length)
                .filter(i -> unfit[i] == reason)
                .limit(shown)
                .mapToObj(i -> Integer.toString(row(i)))
                .collect(Collectors.joining(", "));
        problems.add(
                reason.name(),
                count + " images " + found + " (rows " + rows + (count > shown ? ", ..." : "") + ")" + why,
                mend);
    }

    private Cohort rest() {
        Cohort rest = cohort;
        int[] left = IntStream.range(0, unfit.length).toArray();
        for (Unfit reason : Unfit.values()) {
            int[] before = left;
            Set<Integer> out = IntStream.range(0, before.length)
                    .filter(i -> unfit[before[i]] == reason)
                    .boxed()
                    .collect(Collectors.toSet());
            rest = rest.excluding(out, reason.label, reason.reason);
            left = Arrays.stream(before).filter(i -> unfit[i] != reason).toArray();
        }
        return rest;
    }

    private String said(int position, Unfit reason) {
        return pixels.outcome(position) instanceof Outcome.Unreadable failed ? failed.reason() : reason.reason;
    }

    private int row(int position) {
        return cohort.rowNumber(cohort.images().get(position));
    }
}
