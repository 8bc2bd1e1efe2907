package org.subtext.learn.weights;

import java.io.IOException;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.subtext.learn.weights.Fit.Way;
import org.subtext.problems.InvalidInputException;
import org.subtext.recognition.WeightsAddress;

/**
 * Finds which names of a file are a network's: whatever stands before them, and whosever names they are.
 *
 * <p>A prefix is taken where everything but the head lies behind it. Where that holds behind several, the file holds
 * several networks, and somebody must say which; but of a momentum contrast it is the encoder that was trained.
 */
final class FitSearch {
    /** Ways looked at in full; the others fit in fewer entries. */
    private static final int LOOKED_AT = 12;

    /** What was trained, and its slow copy (He et al. 2020, arXiv:1911.05722, and MoCo v3). */
    private static final Map<String, String> COPIES =
            Map.of("encoder_q", "encoder_k", "base_encoder", "momentum_encoder");

    private final Blueprint blueprint;
    private final TensorFile file;
    private final WeightsAddress address;

    FitSearch(Blueprint blueprint, TensorFile file, WeightsAddress address) {
        this.blueprint = blueprint;
        this.file = file;
        this.address = address;
    }

    /** What was found. */
    record Found(Fit fit, @Nullable String choice) {}

    /** The way in which the file is whole, if there is one; refuses a file that holds several such networks. */
    @Nullable Found whole() throws IOException {
        List<Fit> whole = fits().stream().filter(Fit::isWhole).toList();
        if (whole.size() < 2) {
            return whole.isEmpty() ? null : new Found(whole.get(0), null);
        }
        for (Fit fit : whole) {
            for (Map.Entry<String, String> pair : COPIES.entrySet()) {
                if (whole.size() == 2
                        && contains(fit, pair.getKey())
                        && whole.stream().anyMatch(other -> contains(other, pair.getValue()))) {
                    return new Found(
                            fit,
                            "Took " + pair.getKey() + ", which was trained, and not its slow copy " + pair.getValue()
                                    + ".");
                }
            }
        }
        if (areEqual(whole)) {
            return new Found(whole.get(0), null);
        }
        List<String> prefixes = whole.stream().map(FitSearch::said).toList();
        throw new InvalidInputException(address.file() + " holds " + whole.size() + " networks that fit "
                + blueprint.id() + ": behind " + String.join(", ", prefixes) + ". Say which, behind the file's name: "
                + new WeightsAddress(address.file(), word(whole.get(0))) + " or "
                + new WeightsAddress(address.file(), word(whole.get(1))) + ".");
    }

    /** The way in which most entries fit; null where none does. */
    @Nullable Fit nearest() {
        List<Fit> fits = fits();
        return fits.isEmpty() ? null : fits.get(0);
    }

    /** One fit a prefix, from the best. */
    private List<Fit> fits() {
        Map<Way, Integer> counts = new LinkedHashMap<>();
        for (EntryNames names : EntryNames.values()) {
            file.tensors().forEach((name, info) -> count(name, info, names, counts));
        }
        List<Way> ways = counts.entrySet().stream()
                .filter(entry -> isAskedFor(entry.getKey().prefix()))
                .sorted(Comparator.<Map.Entry<Way, Integer>>comparingInt(entry -> -entry.getValue())
                        .thenComparing(entry -> entry.getKey().names()))
                .map(Map.Entry::getKey)
                .toList();
        Map<String, Way> best = new LinkedHashMap<>();
        ways.forEach(way -> best.putIfAbsent(way.prefix(), way));
        Map<String, Fit> fits = new LinkedHashMap<>();
        best.values().stream()
                .limit(LOOKED_AT)
                .map(way -> new Fit(blueprint, file.tensors(), way))
                .forEach(fit ->
                        fits.putIfAbsent(fit.begin(), fit)); // "features." may be a prefix or a part of the names
        return List.copyOf(fits.values());
    }

    private void count(String name, TensorInfo info, EntryNames names, Map<Way, Integer> counts) {
        if (Blueprint.isCounter(name)) {
            return;
        }
        int from = 0;
        do {
            TensorInfo expected = blueprint.entries().get(names.today(name.substring(from)));
            if (expected != null && expected.shape().size() == info.shape().size()) {
                int weight = expected.shape().equals(info.shape()) ? 2 : 1;
                counts.merge(new Way(name.substring(0, from), names), weight, Integer::sum);
            }
            from = name.indexOf('.', from) + 1;
        } while (from > 0);
    }

    /** Whether the address leaves the choice, or names this prefix, its end or a word of it. */
    private boolean isAskedFor(String prefix) {
        String within = address.within();
        return within == null
                || prefix.equals(within)
                || prefix.equals(within + ".")
                || prefix.endsWith("." + within + ".")
                || Stream.of(prefix.split("\\.")).anyMatch(within::equals);
    }

    private static boolean contains(Fit fit, String word) {
        return List.of(fit.way().prefix().split("\\.")).contains(word);
    }

    private boolean areEqual(List<Fit> fits) throws IOException {
        Fit first = fits.get(0);
        for (Fit other : fits.subList(1, fits.size())) {
            for (String entry : first.blueprint().body()) {
                String one = first.nameInFile(entry);
                String two = other.nameInFile(entry);
                if (!first.info(one).equals(other.info(two)) || !file.read(one).equals(file.read(two))) {
                    return false;
                }
            }
        }
        return true;
    }

    private static String said(Fit fit) {
        return fit.way().prefix().isEmpty() ? "no prefix" : "\"" + fit.way().prefix() + "\"";
    }

    /** What stands behind the mark: the prefix without its last dot. */
    private static String word(Fit fit) {
        String prefix = fit.way().prefix();
        return prefix.isEmpty() ? "" : prefix.substring(0, prefix.length() - 1);
    }
}
