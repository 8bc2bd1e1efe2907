package org.subtext.sources.phantom;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.subtext.problems.Problems;
import org.subtext.provenance.ContentHash;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Everything that determines a phantom cohort: the same plan gives the same bytes, on any number of threads.
 *
 * @param patients number of patients, at least one a class
 * @param imagesPerPatientMin fewest images of a patient, at least 1
 * @param imagesPerPatientMax most images of a patient; the number is uniform between the two
 * @param side pixels along each edge, 32 to 1024; an image shows 36 cm × 36 cm whatever its side
 * @param classes two classes or more of the recorded attribute, with shares that add up to one
 * @param signal what is planted
 * @param confounders how the other attributes go with the recorded one
 * @param seed root of all randomness
 * @param bitDepth 8 or 16 bits a pixel
 */
public record PhantomPlan(
        int patients,
        int imagesPerPatientMin,
        int imagesPerPatientMax,
        int side,
        List<ClassShare> classes,
        PlantedSignal signal,
        ConfounderCorrelations confounders,
        long seed,
        int bitDepth) {
    /** Changes whenever the same plan would give other pixels, so that older cohorts are not reused. */
    private static final String GENERATOR = "phantom 1";

    public PhantomPlan {
        classes = List.copyOf(classes);
        Problems problems = new Problems();
        expect(problems, patients >= classes.size(), "patients must be at least one a class, got " + patients);
        expect(
                problems,
                1 <= imagesPerPatientMin && imagesPerPatientMin <= imagesPerPatientMax && imagesPerPatientMax <= 99,
                "images a patient must satisfy 1 <= min <= max <= 99, got " + imagesPerPatientMin + " to "
                        + imagesPerPatientMax);
        expect(problems, side >= 32 && side <= 1024, "side must lie in 32 to 1024 pixels, got " + side);
        expect(problems, bitDepth == 8 || bitDepth == 16, "bitDepth must be 8 or 16, got " + bitDepth);
        expect(problems, classes.size() >= 2, "a phantom needs two classes or more, got " + classes.size());
        Set<String> names = new HashSet<>();
        classes.forEach(c -> expect(problems, names.add(c.name()), "class " + c.name() + " is listed twice"));
        double total = classes.stream().mapToDouble(ClassShare::share).sum();
        expect(problems, Math.abs(total - 1) < 1e-6, "the shares of the classes must add up to 1, got " + total);
        expect(
                problems,
                signal.strength() == 0 || signal.highCyclesPerImage() <= side / 2.0,
                "a signal of up to " + signal.highCyclesPerImage() + " cycles an image needs a side of at least "
                        + Math.round(Math.ceil(2 * signal.highCyclesPerImage())) + " pixels, got " + side);
        problems.throwIfAny();
    }

    /** 360 patients with one to three images of 64 × 64 pixels, three classes, a faint band texture. */
    public static PhantomPlan demo() {
        return new PhantomPlan(
                360,
                1,
                3,
                64,
                List.of(new ClassShare("A", 0.4), new ClassShare("B", 0.35), new ClassShare("C", 0.25)),
                new PlantedSignal.Band(8, 16, 3.0),
                ConfounderCorrelations.NONE,
                20220511,
                8);
    }

    public PhantomPlan withSignal(PlantedSignal planted) {
        return new PhantomPlan(
                patients,
                imagesPerPatientMin,
                imagesPerPatientMax,
                side,
                classes,
                planted,
                confounders,
                seed,
                bitDepth);
    }

    PhantomPlan withClasses(List<ClassShare> shares) {
        return new PhantomPlan(
                patients, imagesPerPatientMin, imagesPerPatientMax, side, shares, signal, confounders, seed, bitDepth);
    }

    public PhantomPlan withSeed(long root) {
        return new PhantomPlan(
                patients, imagesPerPatientMin, imagesPerPatientMax, side, classes, signal, confounders, root, bitDepth);
    }

    public PhantomPlan withSize(int patientCount, int pixels) {
        return new PhantomPlan(
                patientCount,
                imagesPerPatientMin,
                imagesPerPatientMax,
                pixels,
                classes,
                signal,
                confounders,
                seed,
                bitDepth);
    }

    public PhantomPlan withConfounders(ConfounderCorrelations correlations) {
        return new PhantomPlan(
                patients,
                imagesPerPatientMin,
                imagesPerPatientMax,
                side,
                classes,
                signal,
                correlations,
                seed,
                bitDepth);
    }

    /** The planted truth as JSON: generator, hash, and the plan with every value spelled out. */
    public String toJson() {
        return mapper().writeValueAsString(new PlantedTruth(GENERATOR, hash().hex(), this)) + "\n";
    }

    /** Reads what {@link #toJson} wrote. */
    public static PhantomPlan fromJson(String json) {
        return mapper().readValue(json, PlantedTruth.class).plan();
    }

    /** The content of phantom.json. */
    private record PlantedTruth(String generator, String planHash, PhantomPlan plan) {}

    /** Identifies the cohort: hash of the plan and the version of the generator. */
    public ContentHash hash() {
        return ContentHash.ofText(GENERATOR + "\n" + mapper().writeValueAsString(this));
    }

    private static JsonMapper mapper() {
        return JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    }

    private static void expect(Problems problems, boolean holds, String problem) {
        if (!holds) {
            problems.add("Phantom plan: " + problem + ".");
        }
    }
}
