package org.subtext.learn.weights;

import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.subtext.learn.networks.NetworkSpec;
import org.subtext.problems.InvalidInputException;
import org.subtext.problems.PlanKey;
import org.subtext.problems.Sentence;
import org.subtext.recognition.Architecture;
import org.subtext.recognition.WeightsAddress;
import org.subtext.wording.Lists;

/**
 * What the entries of a file say of the network that they are of.
 *
 * @param inputChannels 1 or 3
 * @param classes of the head; 0 where the file has none that fits
 * @param classNames as the file names them, in order; empty where it does not
 */
public record NetworkInFile(Architecture architecture, int inputChannels, int classes, List<String> classNames) {
    private static final int NAMES_SHOWN = 5;

    public NetworkInFile {
        classNames = List.copyOf(classNames);
    }

    /**
     * Looks at names and shapes.
     *
     * @param asked the network that it should be; null to find it
     * @param side of the images, which matters to ViT-B/16 only
     * @throws InvalidInputException when the file holds no such network whole
     */
    public static NetworkInFile of(WeightsAddress address, @Nullable Architecture asked, int side) throws IOException {
        try (TensorFile file = TensorFile.open(address.file())) {
            for (Architecture architecture : asked == null ? List.of(Architecture.values()) : List.of(asked)) {
                NetworkInFile found = whole(address, file, architecture, side);
                if (found != null) {
                    return found; // no two networks have the same entries
                }
            }
            throw asked == null ? unknown(address, file) : refusal(address, file, new NetworkSpec(asked, 3, 1, side));
        }
    }

    private static @Nullable NetworkInFile whole(
            WeightsAddress address, TensorFile file, Architecture architecture, int side) throws IOException {
        if (architecture == Architecture.VIT_B_16 && side % 16 != 0) {
            return null; // takes no such images
        }
        for (int channels : new int[] {3, 1}) {
            Blueprint blueprint = Blueprint.of(new NetworkSpec(architecture, channels, 1, side));
            FitSearch.Found found = new FitSearch(blueprint, file, address).whole();
            if (found != null) {
                return new NetworkInFile(architecture, channels, found.fit().classesInFile(), file.classNames());
            }
        }
        return null;
    }

    private static InvalidInputException refusal(WeightsAddress address, TensorFile file, NetworkSpec spec) {
        Blueprint blueprint = Blueprint.of(spec);
        return new Misfit(blueprint, file, address, false).refusal(new FitSearch(blueprint, file, address).nearest());
    }

    private static InvalidInputException unknown(WeightsAddress address, TensorFile file) {
        List<String> held = file.tensors().keySet().stream()
                .filter(name -> !Blueprint.isCounter(name))
                .toList();
        String known = Stream.of(Architecture.values()).map(Architecture::id).collect(Collectors.joining(", "));
        return new InvalidInputException(Sentence.of(address + " holds no whole network that is known here (" + known
                        + ", with torchvision's names). It holds " + Lists.some(held, NAMES_SHOWN)
                        + ". To see what is missing of one, name it with ")
                .and(PlanKey.TRAINING_ARCHITECTURE)
                .and("."));
    }
}
