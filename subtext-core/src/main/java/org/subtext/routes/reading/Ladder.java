package org.subtext.routes.reading;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.subtext.perturbation.contract.Role;
import org.subtext.routes.contract.SettingResult;
import org.subtext.routes.contract.Standing;
import org.subtext.wording.Digits;
import org.subtext.wording.Lists;

/** The sentence about how far the attribute survives a ladder of settings, each of which takes more away. */
final class Ladder {
    private Ladder() {}

    /** The harshest first, those without an AUC left out. */
    private static List<SettingResult> harshestFirst(List<SettingResult> settings, Role.Harsher harsher) {
        Comparator<SettingResult> byValue = Comparator.comparingDouble(Ladder::valueOf);
        return settings.stream()
                .filter(result -> result.standing() != Standing.NOT_DEFINED)
                .sorted(harsher == Role.Harsher.SMALLER ? byValue : byValue.reversed())
                .toList();
    }

    /** The rung that a setting is; empty for what is on no ladder. */
    static Optional<Role.Rung> rung(SettingResult result) {
        return result.setting().subject().role() instanceof Role.Rung rung ? Optional.of(rung) : Optional.empty();
    }

    /** Place on the ladder's axis. */
    static double valueOf(SettingResult result) {
        return rung(result).map(Role.Rung::value).orElse(0.0);
    }

    /**
     * One sentence, two where something harsher was not survived; none without settings that have an AUC.
     *
     * @param settings of one kind and mode
     * @param any of their rungs
     */
    static Optional<String> sentence(List<SettingResult> settings, Role.Rung any) {
        List<SettingResult> ordered = harshestFirst(settings, any.harsher());
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
                    ordered.get(0).setting().subject().kind(),
                    mode,
                    highest.setting().label(),
                    Phrase.auc(highest.macroAuc())));
        }
        SettingResult harshest = ordered.get(survived);
        StringBuilder sentence = new StringBuilder("Survives ");
        sentence.append(String.format(Locale.ROOT, any.loss(), Digits.parameter(valueOf(harshest))));
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
        String label = Lists.capitalised(next.setting().label());
        return next.standing() == Standing.LIKE_CHANCE
                ? label + " is within the margin of chance, " + Phrase.auc(next.macroAuc()) + "."
                : label + " cannot be told from chance, upper limit " + Phrase.upperLimit(next.macroAuc()) + ".";
    }
}
