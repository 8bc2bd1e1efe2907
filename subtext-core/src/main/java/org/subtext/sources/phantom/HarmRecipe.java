package org.subtext.sources.phantom;

import java.util.List;
import java.util.Locale;
import org.subtext.problems.Problems;
import org.subtext.provenance.ContentHash;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * A phantom cohort of two groups on which a diagnostic model of a mass serves one worse, for one cause: the same recipe
 * gives the same bytes.
 *
 * <p>Half of the patients are of each group and have one to three images. Three in ten images have a mass, each image
 * by itself, so that a patient has images with and without. The cause is in images and labels, and the truth of an
 * image stands beside what is recorded of it. Images of one seed are alike under all causes but for what is planted.
 *
 * <p>Bias that a model takes from unlike prevalences follows Zhang and others' phantoms of amplification (FDA,
 * bias.myti.report).
 *
 * @param cause what is planted
 * @param dose how much of it, from 0 for nothing (but the mark of {@link Cause#AMPLIFIED}, which harms nobody by
 *     itself) to 1
 * @param patients at least 20
 * @param side pixels along each edge, 32 to 1024
 * @param seed root of all randomness
 */
public record HarmRecipe(Cause cause, double dose, int patients, int side, long seed) {
    /** The group that is compared with. */
    public static final String REFERENCE = "A";

    /** The group that may be harmed. */
    public static final String GROUP = "B";

    /** Column of the group. */
    public static final String ATTRIBUTE = "group";

    /** Column of what is recorded of the finding, 1 or 0. */
    public static final String FINDING = "mass";

    /** Column of whether the finding is in the image, 1 or 0. */
    public static final String IN_IMAGE = "mass_in_image";

    /** Column of who is learnt from, who chooses thresholds, and who is tested. */
    public static final String PART = "split";

    /** Column of the view; AP is that of portable machines. */
    public static final String VIEW = "view";

    /** Share of images with the finding, but for what is learnt from under {@link Cause#AMPLIFIED}. */
    public static final double PREVALENCE = 0.3;

    /** Patients unless asked otherwise. */
    public static final int PATIENTS = 1_000;

    /** Pixels along each edge unless asked otherwise. */
    public static final int SIDE = 32;

    private static final int LEAST_PATIENTS = 20;
    private static final double MOST_FADED = 0.65;
    private static final double FADED_IN_PORTABLES = 0.65;
    private static final double MOST_PORTABLE = 0.8;
    private static final double MOST_MISLABELLED = 0.25;
    private static final double MOST_APART = 0.25;

    /** Of all masses under amplification: who sees them plainly has no need of a mark. */
    private static final double FADED_WHERE_AMPLIFIED = 0.5;

    private static final double NOTHING = 0;

    /** Changes whenever the same recipe would give other bytes. */
    private static final String GENERATOR = "phantom 1, findings 2";

    /** Why a group is served worse, or seems to be. */
    public enum Cause {
        /** Both groups are served alike. */
        NONE,
        /** The mass is fainter in images of the group. */
        UNDERDIAGNOSIS,
        /** It is fainter in portable views, of which the group has more. */
        CASE_MIX,
        /** Images of the group without it are recorded with it at times. */
        LABEL_NOISE,
        /** The group has it less often among those who are learnt from, and a mark that tells the group. */
        AMPLIFIED
    }

    /** Where a rate of the group lies beside that of the reference, by what is recorded. */
    public enum Direction {
        ALIKE,
        LOWER,
        /** It follows from what the model makes of views. */
        OPEN
    }

    public HarmRecipe {
        Problems problems = new Problems();
        if (!(dose >= 0 && dose <= 1)) {
            problems.add("The dose of a planted harm must lie in 0 to 1, got " + dose + ".");
        }
        if (patients < LEAST_PATIENTS) {
            problems.add("A phantom cohort of findings needs " + LEAST_PATIENTS + " patients or more, got " + patients
                    + ".");
        }
        problems.throwIfAny();
    }

    /** Where the true positive rate of the group lies. */
    public Direction truePositiveRate() {
        return isNothing() ? Direction.ALIKE : Direction.LOWER;
    }

    /** Where the false positive rate of the group lies. */
    public Direction falsePositiveRate() {
        if (isNothing()) {
            return Direction.ALIKE;
        }
        return switch (cause) {
            case NONE, UNDERDIAGNOSIS, LABEL_NOISE -> Direction.ALIKE;
            case CASE_MIX -> Direction.OPEN;
            case AMPLIFIED -> Direction.LOWER;
        };
    }

    private boolean isNothing() {
        return cause == Cause.NONE || dose == 0;
    }

    /** Share of the group's images without the mass that are recorded so. */
    public double labelSpecificity() {
        return law().classes().get(1).labelSpecificity();
    }

    /** What was planted, for whoever compares it with an answer. */
    public String truth() {
        if (isNothing()) {
            return "Nothing: both groups are served alike.";
        }
        FindingLaw law = law();
        FindingLaw.OfClass group = law.classes().get(1);
        return switch (cause) {
            case NONE -> throw new IllegalStateException("nothing is planted");
            case UNDERDIAGNOSIS ->
                say(
                        "In images of group %s the mass has %.2f of its contrast: its true positive rate is lower, its"
                                + " false positive rate alike.",
                        GROUP, group.visibility());
            case CASE_MIX ->
                say(
                        "In portable (AP) views the mass has %.2f of its contrast, and group %s has more of them: its true"
                                + " positive rate is lower, and within a view alike.",
                        law.visibilityInPortables(), GROUP);
            case LABEL_NOISE ->
                say(
                        "Of the images of group %s without the mass %.2f are recorded with it, at random: by what is"
                                + " recorded its true positive rate is lower, by what is in the images both are served alike.",
                        GROUP, 1 - group.labelSpecificity());
            case AMPLIFIED ->
                say(
                        "Among those who are learnt from %.2f of the images of group %s have the mass and %.2f of group"
                                + " %s, whose images carry a mark; among all others as many have it; masses of both have"
                                + " %.2f of their contrast: true and false positive rate of group %s are lower.",
                        law.classes().get(0).taughtPrevalence(),
                        REFERENCE,
                        group.taughtPrevalence(),
                        GROUP,
                        group.visibility(),
                        GROUP);
        };
    }

    private static String say(String words, Object... values) {
        return String.format(Locale.ROOT, words, values);
    }

    /** The radiographs, before anything is drawn into them. */
    PhantomPlan radiographs() {
        double portable = cause == Cause.CASE_MIX ? MOST_PORTABLE * dose : NOTHING;
        return PhantomPlan.demo()
                .withClasses(List.of(new ClassShare(REFERENCE, 0.5), new ClassShare(GROUP, 0.5)))
                .withSignal(new PlantedSignal.None())
                .withSize(patients, side)
                .withSeed(seed)
                .withConfounders(new ConfounderCorrelations(0, 0, 0, 0, 0, portable));
    }

    /** What is drawn into them, and what is recorded. */
    FindingLaw law() {
        FindingLaw.OfClass reference = new FindingLaw.OfClass(REFERENCE, 1, PREVALENCE, 1, false);
        FindingLaw.OfClass group = new FindingLaw.OfClass(GROUP, 1, PREVALENCE, 1, false);
        return switch (cause) {
            case NONE -> law(1, reference, group);
            case UNDERDIAGNOSIS -> law(1, reference, group.withVisibility(1 - MOST_FADED * dose));
            case CASE_MIX -> law(1 - FADED_IN_PORTABLES * dose, reference, group);
            case LABEL_NOISE -> law(1, reference, group.withLabelSpecificity(1 - MOST_MISLABELLED * dose));
            case AMPLIFIED ->
                law(
                        1,
                        reference
                                .withVisibility(1 - FADED_WHERE_AMPLIFIED * dose)
                                .withTaughtPrevalence(PREVALENCE + MOST_APART * dose),
                        group.withVisibility(1 - FADED_WHERE_AMPLIFIED * dose)
                                .withTaughtPrevalence(PREVALENCE - MOST_APART * dose)
                                .withMark());
        };
    }

    private static FindingLaw law(double inPortables, FindingLaw.OfClass reference, FindingLaw.OfClass group) {
        return new FindingLaw(PREVALENCE, inPortables, List.of(reference, group));
    }

    /** The planted truth as JSON: generator, hash, the truth in words, and every value spelled out. */
    public String toJson() {
        return mapper().writeValueAsString(new Planted(GENERATOR, hash().hex(), truth(), this, law(), radiographs()))
                + "\n";
    }

    /** The content of phantom.json. */
    private record Planted(
            String generator, String planHash, String truth, HarmRecipe harm, FindingLaw law, PhantomPlan plan) {}

    /** Identifies the cohort: hash of all values and the version of the generator. */
    public ContentHash hash() {
        return ContentHash.ofText(
                GENERATOR + "\n" + mapper().writeValueAsString(law()) + mapper().writeValueAsString(radiographs()));
    }

    private static JsonMapper mapper() {
        return JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    }
}
