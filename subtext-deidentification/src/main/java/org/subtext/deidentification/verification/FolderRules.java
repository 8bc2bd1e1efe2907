package org.subtext.deidentification.verification;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Which folders may lie in an output: those of its files, and no empty one, whose name may tell anything. */
final class FolderRules {
    private FolderRules() {}

    /**
     * Places of the folders that no file of the log lies in.
     *
     * @param files places of the files that are there and that the log lists
     */
    static List<String> unlisted(Path out, Collection<String> files) throws IOException {
        Set<Path> listed = new HashSet<>();
        listed.add(out);
        for (String file : files) {
            for (Path folder = out.resolve(file).getParent();
                    folder != null && listed.add(folder);
                    folder = folder.getParent()) {
                // All folders above it.
            }
        }
        try (Stream<Path> tree = Files.walk(out)) {
            return tree.filter(path -> Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS) && !listed.contains(path))
                    .map(path -> out.relativize(path).toString().replace('\\', '/'))
                    .sorted()
                    .toList();
        }
    }
}
