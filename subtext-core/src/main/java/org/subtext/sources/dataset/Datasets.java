package org.subtext.sources.dataset;

import java.util.List;
import org.subtext.problems.InvalidInputException;
import org.subtext.problems.NearestName;
import org.subtext.problems.PlanKey;
import org.subtext.problems.Sentence;

/** The data sets that Subtext knows; a new one is one file and one line here. */
public final class Datasets {
    private static final List<Layout> ALL = List.of(
            MimicCxr.LAYOUT,
            CheXpert.LAYOUT,
            CheXpertPlus.LAYOUT,
            NihCxr14.LAYOUT,
            PadChest.LAYOUT,
            VinDrCxr.LAYOUT,
            VinDrMammo.LAYOUT,
            Embed.LAYOUT,
            Nlst.LAYOUT,
            RsnaPneumonia.LAYOUT,
            RsnaPe.LAYOUT,
            DigitalHandAtlas.LAYOUT,
            Brset.LAYOUT);

    private Datasets() {}

    /** All of them, in the order of the documentation. */
    public static List<Layout> all() {
        return ALL;
    }

    /**
     * The layout of a name.
     *
     * @throws InvalidInputException when there is none of that name
     */
    public static Layout named(String name) {
        return ALL.stream()
                .filter(layout -> layout.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new InvalidInputException(Sentence.of("No data set is known as \"" + name + "\"."
                                + NearestName.hint(name, names()) + " Known are " + String.join(", ", names())
                                + ". Any other table is read with ")
                        .set(PlanKey.COHORT_TABLE, "FILE")
                        .and(".")));
    }

    /** Names as {@code --dataset} takes them. */
    public static List<String> names() {
        return ALL.stream().map(Layout::name).toList();
    }

    static List<String> namesWithRules() {
        return ALL.stream()
                .filter(layout -> !layout.rules().isEmpty())
                .map(Layout::name)
                .toList();
    }
}
