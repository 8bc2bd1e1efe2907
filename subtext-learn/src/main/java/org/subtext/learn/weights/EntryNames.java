package org.subtext.learn.weights;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Brings a name of a file to the name of today's torchvision; names of today stay. */
enum EntryNames {
    /** Torchvision's own, of today or of before. */
    TORCHVISION("torchvision's") {
        @Override
        String inTorchvision(String name) {
            return name;
        }
    },
    /** MONAI's DenseNet ({@code monai.networks.nets.DenseNet121}), which computes what torchvision's does. */
    MONAI("MONAI's") {
        @Override
        String inTorchvision(String name) {
            if (name.startsWith(MONAI_HEAD)) {
                return "classifier." + name.substring(MONAI_HEAD.length());
            }
            return name.contains("denselayer") ? name.replace(".layers.", ".") : name;
        }
    },
    /** The feature extractor alone, as in {@code densenet121().features}. */
    FEATURES("those of the network's features alone") {
        @Override
        String inTorchvision(String name) {
            return "features." + name;
        }
    },
    /** {@code Sequential(*resnet.children())}: children by their number; pooling and ReLU have no entries. */
    CHILDREN("the numbers of a ResNet's children") {
        @Override
        String inTorchvision(String name) {
            int dot = name.indexOf('.');
            String child = dot < 0 ? name : name.substring(0, dot);
            String today = switch (child) {
                case "0" -> "conv1";
                case "1" -> "bn1";
                case "4" -> "layer1";
                case "5" -> "layer2";
                case "6" -> "layer3";
                case "7" -> "layer4";
                case "9" -> "fc";
                default -> child;
            };
            return dot < 0 ? today : today + name.substring(dot);
        }
    };

    private static final String MONAI_HEAD = "class_layers.out.";

    /** DenseNet's layers before torchvision 0.3 were called {@code norm.1}; Python cannot have a dot in a name. */
    private static final Pattern OLD_DENSE_LAYER = Pattern.compile("(.*denselayer\\d+\\.(?:norm|conv))\\.([12]\\..*)");

    /** ViT's two-layer networks before torchvision 0.12. */
    private static final Pattern OLD_VIT_MLP = Pattern.compile("(.*encoder_layer_\\d+\\.mlp\\.)linear_([12])(\\..*)");

    private final String words;

    EntryNames(String words) {
        this.words = words;
    }

    /** Whose names they are, as a sentence says it. */
    String words() {
        return words;
    }

    /** The name in today's torchvision. */
    final String today(String name) {
        return newer(inTorchvision(name));
    }

    abstract String inTorchvision(String name);

    private static String newer(String name) {
        if (name.contains("denselayer")) {
            Matcher dense = OLD_DENSE_LAYER.matcher(name);
            return dense.matches() ? dense.group(1) + dense.group(2) : name;
        }
        if (name.contains("linear_")) {
            Matcher mlp = OLD_VIT_MLP.matcher(name);
            return mlp.matches() ? mlp.group(1) + (mlp.group(2).equals("1") ? "0" : "3") + mlp.group(3) : name;
        }
        return name;
    }
}
