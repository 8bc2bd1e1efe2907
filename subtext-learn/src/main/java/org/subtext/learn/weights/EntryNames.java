package org.subtext.learn.weights;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Brings the names in a file to the names of today's torchvision. */
final class EntryNames {
    /** What training wrappers put before every name (DataParallel, Lightning, torch.compile). */
    private static final List<String> WRAPPERS = List.of("module.", "model.", "_orig_mod.");

    /** DenseNet's layers before torchvision 0.3 were called {@code norm.1}; Python cannot have a dot in a name. */
    private static final Pattern OLD_DENSE_LAYER = Pattern.compile("(.*denselayer\\d+\\.(?:norm|conv))\\.([12]\\..*)");

    /** ViT's two-layer networks before torchvision 0.12. */
    private static final Pattern OLD_VIT_MLP = Pattern.compile("(.*encoder_layer_\\d+\\.mlp\\.)linear_([12])(\\..*)");

    private EntryNames() {}

    /** Today's name to the name in the file. */
    static Map<String, String> today(Collection<String> names) {
        int wrapped = wrapperLength(names);
        Map<String, String> today = new LinkedHashMap<>();
        names.forEach(name -> today.put(rename(name.substring(wrapped)), name));
        return today;
    }

    private static int wrapperLength(Collection<String> names) {
        int length = 0;
        boolean found = !names.isEmpty();
        while (found) {
            found = false;
            for (String wrapper : WRAPPERS) {
                int from = length;
                if (names.stream().allMatch(name -> name.startsWith(wrapper, from))) {
                    length += wrapper.length();
                    found = true;
                }
            }
        }
        return length;
    }

    private static String rename(String name) {
        Matcher dense = OLD_DENSE_LAYER.matcher(name);
        if (dense.matches()) {
            return dense.group(1) + dense.group(2);
        }
        Matcher mlp = OLD_VIT_MLP.matcher(name);
        if (mlp.matches()) {
            return mlp.group(1) + (mlp.group(2).equals("1") ? "0" : "3") + mlp.group(3);
        }
        return name;
    }
}
