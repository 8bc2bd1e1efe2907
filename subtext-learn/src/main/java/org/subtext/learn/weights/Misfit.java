package org.subtext.learn.weights;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.subtext.learn.networks.NetworkSpec;
import org.subtext.problems.InvalidInputException;
import org.subtext.problems.PlanKey;
import org.subtext.problems.Problems;
import org.subtext.problems.Sentence;
import org.subtext.recognition.Architecture;
import org.subtext.recognition.WeightsAddress;
import org.subtext.wording.Lists;

/** Says why weights do not fit a network, what they look like, and what to do. */
final class Misfit {
    /** How many names a sentence lists before it only counts. */
    private static final int NAMES_SHOWN = 5;

    private final Blueprint blueprint;
    private final TensorFile file;
    private final WeightsAddress address;
    private final boolean mayBePart;

    /** @param mayBePart whether the user may ask for what fits and random values in the rest */
    Misfit(Blueprint blueprint, TensorFile file, WeightsAddress address, boolean mayBePart) {
        this.blueprint = blueprint;
        this.file = file;
        this.address = address;
        this.mayBePart = mayBePart;
    }

    /** Nothing fits, or too little. */
    InvalidInputException refusal(@Nullable Fit nearest) {
        Problems problems = new Problems();
        if (nearest == null || isByChance(nearest)) {
            problems.add(nothing());
        } else {
            nearest.misshapen()
                    .values()
                    .forEach(one -> problems.add(
                            "shape",
                            "\"" + one.nameInFile() + "\" in " + address + " has the shape "
                                    + one.found().shapeText() + "; " + blueprint.id() + " needs "
                                    + one.expected().shapeText() + ".",
                            "Choose the architecture, the number of channels and, for vit_b_16, the image size that the"
                                    + " weights were made with."));
            problems.add(some(nearest));
        }
        return new InvalidInputException(problems.list());
    }

    /** Whether names of another network merely end like some of these. */
    private boolean isByChance(Fit fit) {
        return telling(fit.actions().keySet()).isEmpty()
                && fit.misshapen().size() < blueprint.body().size() / 2;
    }

    private Sentence nothing() {
        return Sentence.of("Nothing in " + address + " fits " + blueprint.id() + ": the file holds "
                        + Lists.some(telling(file.tensors().keySet()), NAMES_SHOWN) + "; expected "
                        + Lists.some(telling(blueprint.entries().keySet()), NAMES_SHOWN) + ". ")
                .and(otherNetwork().orElse(Sentence.of("Choose the architecture that the weights were made with.")));
    }

    private Sentence some(Fit fit) {
        List<String> missing = telling(fit.missing());
        List<String> strange = fit.strangeInBody();
        String behind =
                fit.way().prefix().isEmpty() ? "" : " behind \"" + fit.way().prefix() + "\"";
        StringBuilder text = new StringBuilder(fit.actions().size() + " of "
                + blueprint.entries().size() + " entries of " + blueprint.id() + " fit in " + address + behind + ". ");
        if (!missing.isEmpty()) {
            text.append("Missing: ").append(Lists.some(missing, NAMES_SHOWN)).append(". ");
        }
        if (!strange.isEmpty()) {
            text.append("The network has no place for ")
                    .append(Lists.some(strange, NAMES_SHOWN))
                    .append(". ");
        }
        lookAlike(fit, missing).ifPresent(text::append);
        Optional<Sentence> other = otherNetwork();
        if (other.isEmpty()) {
            text.append("The weights are another network's or another library's. ");
        }
        Sentence cure = other.orElse(Sentence.of("Give weights with torchvision's names for " + blueprint.id() + "."));
        Sentence said = Sentence.of(text.toString()).and(cure);
        return mayBePart
                ? said.and(" To begin with what fits and random values in the rest, say ")
                        .set(PlanKey.TRAINING_WEIGHTS_FIT, "part")
                        .and(".")
                : said;
    }

    /** The name that another library seems to have given to a missing entry. */
    private Optional<String> lookAlike(Fit fit, List<String> missing) {
        for (String name : missing) {
            String last = name.substring(name.lastIndexOf('.') + 1);
            Optional<String> like = fit.beside().stream()
                    .filter(other -> other.endsWith("." + last)
                            && Blueprint.firstPart(other).equals(Blueprint.firstPart(name))
                            && hasAllWords(other, name)
                            && fit.info(fit.nameInFile(other))
                                    .shape()
                                    .equals(blueprint.entry(name).shape()))
                    .min(Comparator.comparingInt(String::length));
            if (like.isPresent()) {
                return Optional.of("\"" + fit.nameInFile(like.get()) + "\" in the file looks like " + name + ". ");
            }
        }
        return Optional.empty();
    }

    private static boolean hasAllWords(String name, String words) {
        List<String> all = new ArrayList<>(Arrays.asList(name.split("\\.")));
        return Stream.of(words.split("\\.")).allMatch(all::remove);
    }

    /** The architecture that all entries are of, if the file is whole for another one. */
    private Optional<Sentence> otherNetwork() {
        for (Architecture other : Architecture.values()) {
            NetworkSpec spec = blueprint.spec();
            if (other == spec.architecture()) {
                continue;
            }
            for (int channels : new int[] {3, 1}) {
                Blueprint whole = Blueprint.of(
                        new NetworkSpec(other, channels, spec.classes(), NetworkSpec.PUBLISHED_IMAGE_SIZE));
                Fit fit = new FitSearch(whole, file, WeightsAddress.of(address.file())).nearest();
                if (fit != null && fit.isWhole()) {
                    return Optional.of(Sentence.of("They are weights of " + other.id() + ". Choose it with ")
                            .set(PlanKey.TRAINING_ARCHITECTURE, other.id())
                            .and("."));
                }
            }
        }
        return Optional.empty();
    }

    /** The names without the counters of batch norms. */
    private static List<String> telling(Collection<String> names) {
        return names.stream().filter(name -> !Blueprint.isCounter(name)).toList();
    }
}
