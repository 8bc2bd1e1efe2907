package org.subtext.routes;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A kind of setting whose number takes ever more away, and the sentence about how far the attribute survives it.
 *
 * @param kind first word of the labels
 * @param isSmallerHarsher on which end more is taken away
 * @param loss what is survived, with the place of the number
 */
record Ladder(String kind, boolean isSmallerHarsher, String loss) {
    private static final List<Ladder> ALL = List.of(
            new Ladder("low-pass", true, "the loss of everything above %s cycles per image"),
            new Ladder("high-pass", false, "the loss of everything below %s cycles per image"),
            new Ladder("smooth-low-pass", true, "a smooth loss of what lies above %s cycles per image"),
            new Ladder("smooth-high-pass", false, "a smooth loss of what lies below %s cycles per image"),
            new Ladder("resolution", true, "reduction to %s pixels along an edge"),
            new Ladder("clip", true, "the loss of grey values above %s of white"),
            new Ladder("clip-below", false, "the loss of grey values below %s of white"),
            new Ladder("noise", false, "noise of standard deviation %s"),
            new Ladder("quantum-noise", true, "the noise of %s photons at a white pixel"),
            new Ladder("blur", false, "blur of standard deviation %s pixels"),
            new Ladder("jpeg", true, "JPEG compression at quality %s"),
            new Ladder("field-of-view", true, "a field of view of %s of the image's"),
            new Ladder("attack-fgsm", false, "one step of attack by %s/255 of white"),
            new Ladder("attack-pgd", false, "an attack in steps within %s/255 of white"),
            new Ladder("attack-random-sign", false, "changes of %s/255 of white without a direction"),
            new Ladder("attack-gaussian", false, "Gaussian noise of %s/255 of white"));

    static Optional<Ladder> of(String kind) {
        return ALL.stream().filter(ladder -> ladder.kind().equals(kind)).findFirst();
    }

    /** Settings of one mode, with one number each; the harshest first, those without an AUC left out. */
    private List<SettingResult> harshestFirst(List<SettingResult> settings) {
        Comparator<SettingResult> byNumber = Comparator.comparingDouble(Ladder::numberOf);
        return settings.stream()
                .filter(result -> result.standing() != Standing.NOT_DEFINED)
                .sorted(isSmallerHarsher ? byNumber : byNumber.reversed())
                .collect(Collectors.toCollection(ArrayList::new));
    }

    static double numberOf(SettingResult result) {
        List<Double> numbers = Label.of(result).numbers();
        return numbers.isEmpty() ? 0 : numbers.get(0);
    }

    /** One sentence, two where something harsher was not survived; none without settings that have an AUC. */
    Optional<String> sentence(List<SettingResult> settings) {
        List<SettingResult> ordered = harshestFirst(settings);
        if (ordered.isEmpty()) {
            return Optional.empty();
        }
        String mode = ordered.get(0).setting().mode().words();
        int survived = firstRevealing(ordered);
        if (survived < 0) {
            SettingResult highest = ordered.stream()
                    .max(Comparator.comparingDouble(result -> result.macroAuc().valueOr(0)))
                    .orElseThrow();
            return Optional.of(String.format(
                    Locale.ROOT,
                    "No %s setting was told from chance (%s); the highest was %s, %s.",
                    kind,
                    mode,
                    highest.setting().label(),
                    Phrase.auc(highest.macroAuc())));
        }
        SettingResult harshest = ordered.get(survived);
        StringBuilder sentence = new StringBuilder("Survives ");
        sentence.append(String.format(Locale.ROOT, loss, Phrase.number(numberOf(harshest))));
        sentence.append(" (")
                .append(mode)
                .append("): ")
                .append(harshest.setting().label());
        sentence.append(", ").append(Phrase.auc(harshest.macroAuc())).append(".");
        if (survived > 0) {
            sentence.append(" ").append(beyond(ordered.get(survived - 1)));
        } else if (ordered.size() > 1) {
            sentence.append(" Nothing harsher was run.");
        }
        return Optional.of(sentence.toString());
    }

    private static int firstRevealing(List<SettingResult> ordered) {
        for (int i = 0; i < ordered.size(); i++) {
            if (ordered.get(i).reveals()) {
                return i;
            }
        }
        return -1;
    }

    private static String beyond(SettingResult next) {
        String label = Phrase.capitalised(next.setting().label());
        return next.standing() == Standing.LIKE_CHANCE
                ? label + " is within the margin of chance, " + Phrase.auc(next.macroAuc()) + "."
                : label + " cannot be told from chance, upper limit " + Phrase.upperLimit(next.macroAuc()) + ".";
    }
}
