package org.subtext.learn.weights;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How the entries of a file meet those of a network, when the names behind a prefix are taken for the network's.
 *
 * <p>A first convolution for colour fits a grey network: it is summed over its three inputs. A head that lies elsewhere
 * in the file fits where it is the only linear layer that the network has no place for. One of several layers with
 * weights is no head: leaving the others out would compute something else.
 */
final class Fit {
    /** An entry of one of {@code Sequential}'s layers; what stands before the number is said by all of them. */
    private static final Pattern OF_NUMBERED_LAYER = Pattern.compile("((?:.*\\.)?)\\d+\\.[a-z_]+");

    /** What is done with an entry of the file. */
    enum Action {
        COPY,
        SUM_CHANNELS
    }

    /** What stands before the names, and whose names they are. */
    record Way(String prefix, EntryNames names) {}

    /** An entry that the file has in another shape. */
    record Misshapen(String nameInFile, TensorInfo found, TensorInfo expected) {}

    private final Blueprint blueprint;
    private final Map<String, TensorInfo> file;
    private final Way way;
    private final Map<String, String> namesInFile = new LinkedHashMap<>();
    private final Map<String, Action> actions = new LinkedHashMap<>();
    private final Map<String, Misshapen> misshapen = new LinkedHashMap<>();
    private final List<String> missing = new ArrayList<>();
    private final List<String> beside = new ArrayList<>();
    private boolean headElsewhere;

    /** Compares; nothing is read yet. */
    Fit(Blueprint blueprint, Map<String, TensorInfo> file, Way way) {
        this.blueprint = blueprint;
        this.file = file;
        this.way = way;
        for (String name : file.keySet()) {
            if (name.startsWith(way.prefix())) {
                String today = way.names().today(name.substring(way.prefix().length()));
                namesInFile.putIfAbsent(today, name);
            }
        }
        namesInFile.keySet().stream()
                .filter(name -> !blueprint.entries().containsKey(name) && !Blueprint.isCounter(name))
                .forEach(beside::add);
        findHead();
        blueprint.entries().forEach(this::compare);
    }

    private void compare(String name, TensorInfo expected) {
        String nameInFile = namesInFile.get(name);
        if (nameInFile == null) {
            missing.add(name);
            return;
        }
        TensorInfo found = info(nameInFile);
        if (found.shape().equals(expected.shape())) {
            actions.put(name, Action.COPY);
        } else if (isColourForGrey(name, found.shape(), expected.shape())) {
            actions.put(name, Action.SUM_CHANNELS);
        } else {
            misshapen.put(name, new Misshapen(nameInFile, found, expected));
        }
    }

    private boolean isColourForGrey(String name, List<Long> found, List<Long> expected) {
        return name.equals(blueprint.firstConvolution())
                && found.size() == expected.size()
                && found.get(1) == 3
                && expected.get(1) == 1
                && found.get(0).equals(expected.get(0))
                && found.subList(2, found.size()).equals(expected.subList(2, expected.size()));
    }

    /** A head that wrapping code put into a layer of its own; several linear layers would be more than a head. */
    private void findHead() {
        String weight = blueprint.headWeight();
        if (namesInFile.containsKey(weight)) {
            return;
        }
        Set<String> taken = knownInFile();
        List<String> linear = file.keySet().stream()
                .filter(name -> !taken.contains(name)
                        && name.endsWith(".weight")
                        && info(name).shape().size() == 2)
                .toList();
        if (linear.size() != 1) {
            return;
        }
        String found = linear.get(0);
        String bias = found.substring(0, found.length() - ".weight".length()) + ".bias";
        boolean reads = info(found)
                .shape()
                .get(1)
                .equals(blueprint.entry(weight).shape().get(1));
        TensorInfo biasInfo = file.get(bias);
        if (reads
                && biasInfo != null
                && biasInfo.shape().equals(info(found).shape().subList(0, 1))) {
            headElsewhere = true;
            namesInFile.put(weight, found);
            namesInFile.put(blueprint.head().get(1), bias);
            beside.removeIf(name -> List.of(found, bias).contains(namesInFile.get(name)));
        }
    }

    Blueprint blueprint() {
        return blueprint;
    }

    Way way() {
        return way;
    }

    /** What is done with each entry of the network that the file holds in a shape that fits. */
    Map<String, Action> actions() {
        return actions;
    }

    Map<String, Misshapen> misshapen() {
        return misshapen;
    }

    /** Entries that the file does not hold; old files have no counters. */
    List<String> missing() {
        return missing;
    }

    /** Names behind the prefix, in torchvision's words, that the network has no place for. */
    List<String> beside() {
        return beside;
    }

    /** How many entries the file holds that lie outside the prefix and are no part of the network. */
    List<String> outside() {
        Collection<String> heads =
                blueprint.head().stream().map(namesInFile::get).toList();
        return file.keySet().stream()
                .filter(name -> !name.startsWith(way.prefix()) && !heads.contains(name))
                .toList();
    }

    /** Whether the head was found in a layer of another name. */
    boolean isHeadElsewhere() {
        return headElsewhere;
    }

    /** What the file calls the entry that reads the image, and else the prefix. */
    String begin() {
        return namesInFile.getOrDefault(blueprint.firstConvolution(), way.prefix());
    }

    String nameInFile(String entry) {
        return Objects.requireNonNull(namesInFile.get(entry), entry);
    }

    TensorInfo info(String nameInFile) {
        return Objects.requireNonNull(file.get(nameInFile), nameInFile);
    }

    /** Number of classes of the head in the file; 0 where it has none. */
    int classesInFile() {
        String name = namesInFile.get(blueprint.headWeight());
        return name == null || !besideHead().isEmpty()
                ? 0
                : Math.toIntExact(info(name).shape().get(0));
    }

    /** Entries of the file's body that belong to a larger network, such as a stage's third block. */
    List<String> strangeInBody() {
        Set<String> parts = blueprint.bodyParts();
        String head = Blueprint.firstPart(blueprint.headWeight());
        return beside.stream()
                .filter(name -> {
                    String part = Blueprint.firstPart(name);
                    return parts.contains(part) && !part.equals(head);
                })
                .toList();
    }

    /** Whether everything but the head is there, and nothing that the network would have to compute besides. */
    boolean isWhole() {
        return actions.keySet().containsAll(blueprint.body()) && strangeInBody().isEmpty();
    }

    boolean hasHead() {
        return actions.keySet().containsAll(blueprint.head()) && besideHead().isEmpty();
    }

    /** Entries of the head's module, or numbered with the head, that the network has no place for. */
    private List<String> besideHead() {
        String head = namesInFile.getOrDefault(blueprint.headWeight(), "");
        String layer = head.substring(0, Math.max(0, head.lastIndexOf('.')));
        String module = layer.substring(0, layer.lastIndexOf('.') + 1);
        Set<String> known = knownInFile();
        boolean isOwn = blueprint.body().stream()
                .noneMatch(name -> namesInFile.getOrDefault(name, "").startsWith(module));
        Matcher number = OF_NUMBERED_LAYER.matcher(head);
        String numbered = number.matches() ? number.group(1) : null;
        return file.keySet().stream()
                .filter(name -> !known.contains(name))
                .filter(name -> {
                    Matcher other = OF_NUMBERED_LAYER.matcher(name);
                    return isOwn && name.startsWith(module)
                            || numbered != null && other.matches() && numbered.equals(other.group(1));
                })
                .toList();
    }

    /** What the file calls the entries that the network has a place for. */
    private Set<String> knownInFile() {
        Set<String> known = new LinkedHashSet<>(namesInFile.values());
        beside.forEach(name -> known.remove(namesInFile.get(name)));
        return known;
    }
}
