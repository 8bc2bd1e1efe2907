package org.subtext.cohort;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.subtext.address.ImageAddress;
import org.subtext.cohort.FolderContents.Fit;
import org.subtext.provenance.FolderWalk;

/**
 * Looks for images that are not where their path says, in one way for all of them, and never where a part of the path
 * could contradict the place.
 *
 * <p>Where some image is where its path says, paths start from the folder, and of the others only the spelling is
 * looked at: letter case, composed letters, URL escapes. Where none is, the first of these that finds any is how all
 * paths are read: names that lack their ending; the path without the first folders that all paths share (the data set's
 * own name, the folders of another machine); the whole path below further folders (a bare name in one of many
 * archives). Where two files fit, or two rows share one, none is taken. Use once.
 */
final class ImageSearch {
    /** Folders between the image folder and where a path begins. */
    private static final int DEEPEST = 3;

    private static final Set<String> PARTS =
            Set.of("train", "training", "valid", "val", "validation", "test", "testing");

    private final Path folder;
    private final boolean isNamed;
    private final @Nullable Path[] files;
    private final ImageFiles.Found found;
    private final FolderContents contents = new FolderContents();

    /**
     * A search for what was not found.
     *
     * @param isNamed whether the user named the folder
     * @param files absolute, one a path; null where no file can have that name
     * @param found is completed
     */
    ImageSearch(Path folder, boolean isNamed, @Nullable Path[] files, ImageFiles.Found found) {
        this.folder = folder;
        this.isNamed = isNamed;
        this.files = files;
        this.found = found;
    }

    /** One way to read all paths. */
    @FunctionalInterface
    private interface Reading {
        @Nullable Fit fit(Path file);
    }

    ImageFiles.Found search() throws IOException {
        int[] sought = IntStream.range(0, files.length)
                .filter(i -> found.images()[i] == null)
                .toArray();
        Arrays.stream(sought).forEach(i -> found.where()[i] = Whereabouts.NOT_THERE);
        boolean noneIsThere = sought.length == files.length;
        boolean any = read(sought, file -> contents.fit(rootOf(file), partsOf(file), noneIsThere), Whereabouts.THERE);
        if (!any && noneIsThere && !withoutFirstFolders(sought)) {
            deeper(sought);
        }
        leaveShared();
        explain(sought);
        return found;
    }

    /** Reads all paths in one way; whether that found any image. */
    private boolean read(int[] sought, Reading reading, Whereabouts place) {
        boolean any = false;
        for (int i : sought) {
            for (ImageAddress address : addresses(files[i])) {
                Fit fit = reading.fit(address.file());
                if (fit == null) {
                    continue;
                }
                Path file = fit.file();
                if (file == null) {
                    found.where()[i] = Whereabouts.SEVERAL;
                } else {
                    found.images()[i] = address.in(file);
                    boolean spelt = place == Whereabouts.THERE && !(fit.isExact() && isAsWritten(address, files[i]));
                    found.where()[i] = spelt ? Whereabouts.SPELT_OTHERWISE : place;
                    any = true;
                }
                break;
            }
        }
        return any;
    }

    private static boolean isAsWritten(ImageAddress address, @Nullable Path written) {
        return written != null && written.toString().startsWith(address.file().toString());
    }

    /** The readings of one path: as a file's name, as an image of a file, and both without URL escapes. */
    private static List<ImageAddress> addresses(@Nullable Path written) {
        List<ImageAddress> addresses = new ArrayList<>(2);
        if (written == null) {
            return addresses;
        }
        addresses.add(ImageAddress.ofFile(written));
        addresses.add(ImageAddress.parse(written));
        if (written.toString().indexOf('%') >= 0) {
            try {
                // A plus sign stands for itself in a path.
                String plain = URLDecoder.decode(written.toString().replace("+", "%2B"), StandardCharsets.UTF_8);
                addresses.add(ImageAddress.ofFile(Path.of(plain).normalize()));
                addresses.add(ImageAddress.parse(Path.of(plain).normalize()));
            } catch (IllegalArgumentException e) {
                return addresses; // a per cent sign that escapes nothing
            }
        }
        return addresses;
    }

    /** Paths without the first folders that all share; as few as will do. */
    private boolean withoutFirstFolders(int[] sought) {
        List<String> shared = sharedFolders();
        boolean areForeign = Arrays.stream(files).anyMatch(file -> file != null && !file.startsWith(folder));
        for (int k = areForeign ? 0 : 1; k <= shared.size(); k++) {
            int dropped = k;
            String last = k == 0 ? "" : shared.get(k - 1);
            if (k > 0 && isAnotherFolder(last)) {
                continue;
            }
            boolean mayBeBare = isNamed || k == 0 || isOwnName(last);
            Reading reading = file -> {
                List<String> parts = partsOf(file);
                boolean fits = parts.size() > dropped + (mayBeBare ? 0 : 1);
                return fits ? contents.fit(folder, parts.subList(dropped, parts.size()), true) : null;
            };
            Whereabouts place = isOwnName(last) ? Whereabouts.THERE : Whereabouts.WITHOUT_FIRST_FOLDERS;
            if (read(sought, reading, place)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Whether a path through a folder of that name means one beside the image folder: it is there, or must have been.
     */
    private boolean isAnotherFolder(String name) {
        String own = FolderContents.folded(String.valueOf(folder.getFileName()));
        return !isOwnName(name)
                && (Files.isDirectory(folder.resolveSibling(name)) || areOfOneSeries(own, FolderContents.folded(name)));
    }

    /** Names that count or name the parts of one whole: siteA and siteB, part_1 and part_12, train and valid. */
    private static boolean areOfOneSeries(String a, String b) {
        if (PARTS.contains(a) && PARTS.contains(b)) {
            return true;
        }
        String[] words = {a.replaceAll("\\d+", ""), b.replaceAll("\\d+", "")};
        if (words[0].equals(words[1])) {
            return true;
        }
        int last = a.length() - 1;
        return a.length() == b.length() && last > 0 && a.substring(0, last).equals(b.substring(0, last));
    }

    private boolean isOwnName(String name) {
        return FolderContents.folded(name).equals(FolderContents.folded(String.valueOf(folder.getFileName())));
    }

    private List<String> sharedFolders() {
        List<String> shared = null;
        for (Path file : files) {
            if (file == null || file.equals(folder)) {
                continue;
            }
            List<String> parts = partsOf(file);
            List<String> folders = parts.subList(0, parts.size() - 1);
            if (shared == null) {
                shared = folders;
                continue;
            }
            int same = 0;
            while (same < Math.min(shared.size(), folders.size())
                    && shared.get(same).equals(folders.get(same))) {
                same++;
            }
            shared = shared.subList(0, same);
        }
        return shared == null ? List.of() : shared;
    }

    /** Whole paths below further folders, each of which must be there once. */
    private void deeper(int[] sought) throws IOException {
        NamesBelow below = NamesBelow.of(folder, DEEPEST + deepestPath());
        Set<Path> rivals = new HashSet<>();
        read(
                sought,
                file -> {
                    List<Path> all = file.startsWith(folder) ? below.ending(partsOf(file)) : List.of();
                    if (all.size() > 1) {
                        all.forEach(one -> rivals.add(above(one, partsOf(file).size())));
                    }
                    return all.isEmpty() ? null : new Fit(all.size() == 1 ? all.get(0) : null, true);
                },
                Whereabouts.DEEPER);
        // Where two folders hold the same names, an image that is in one of them alone is not taken from there either:
        // it may be the mask or the thumbnail of one that is missing.
        for (int i : sought) {
            ImageAddress image = found.images()[i];
            Path file = files[i];
            if (image != null
                    && file != null
                    && rivals.contains(above(image.file(), partsOf(file).size()))) {
                leave(i, Whereabouts.SEVERAL);
            }
        }
    }

    private int deepestPath() {
        return Arrays.stream(files)
                .filter(file -> file != null && file.startsWith(folder))
                .mapToInt(file -> partsOf(file).size())
                .max()
                .orElse(1);
    }

    private static Path above(Path file, int names) {
        Path at = file;
        for (int i = 0; i < names; i++) {
            at = at.resolveSibling("");
        }
        return at;
    }

    /** Two rows that come to one file by reading their paths more freely: nobody knows whose it is. */
    private void leaveShared() {
        if (Arrays.stream(found.where()).noneMatch(one -> one.isFound() && one != Whereabouts.THERE)) {
            return;
        }
        Map<ImageAddress, Set<Path>> paths = new HashMap<>();
        for (int i = 0; i < files.length; i++) {
            ImageAddress image = found.images()[i];
            Path file = files[i];
            if (image != null && file != null) {
                paths.computeIfAbsent(image, k -> new LinkedHashSet<>(2)).add(file);
            }
        }
        for (int i = 0; i < files.length; i++) {
            ImageAddress image = found.images()[i];
            if (image != null
                    && found.where()[i] != Whereabouts.THERE
                    && paths.getOrDefault(image, Set.of()).size() > 1) {
                found.hints()[i] = within(image.file());
                leave(i, Whereabouts.OF_ANOTHER_ROW);
            }
        }
    }

    private void leave(int i, Whereabouts why) {
        found.images()[i] = null;
        found.where()[i] = why;
    }

    /** Says of what is missing what there is instead. */
    private void explain(int[] sought) throws IOException {
        NamesBelow below = null;
        for (int i : sought) {
            Path file = files[i];
            if (file == null || found.where()[i] != Whereabouts.NOT_THERE) {
                continue;
            }
            Path named = ImageAddress.parse(file).file();
            String name = String.valueOf(named.getFileName());
            Path other = contents.withOtherEnding(named.resolveSibling(""), name);
            if (other != null) {
                found.where()[i] = Whereabouts.OTHER_ENDING;
                found.hints()[i] = within(other);
                continue;
            }
            below = below == null ? NamesBelow.of(folder, DEEPEST + deepestPath()) : below;
            List<Path> alike = below.ending(List.of(name));
            if (!alike.isEmpty()) {
                found.where()[i] = Whereabouts.OTHER_FOLDER;
                found.hints()[i] = within(alike.get(0));
            }
        }
    }

    private String within(Path file) {
        return file.startsWith(folder)
                ? folder.relativize(file).toString().replace('\\', '/')
                : String.valueOf(file.getFileName());
    }

    private Path rootOf(Path file) {
        Path root = file.getRoot();
        return file.startsWith(folder) || root == null ? folder : root;
    }

    private List<String> partsOf(Path file) {
        Path relative = file.startsWith(folder) ? folder.relativize(file) : file;
        return StreamSupport.stream(relative.spliterator(), false)
                .map(Path::toString)
                .toList();
    }

    /**
     * All files below a folder by what their names say, with and without the ending of an image.
     *
     * @param firstNames of files that have several
     */
    private record NamesBelow(Path folder, Map<String, List<Path>> names, Map<Path, Path> firstNames) {
        static NamesBelow of(Path folder, int deepest) throws IOException {
            Map<String, List<Path>> names = new HashMap<>();
            FolderWalk walk = FolderWalk.below(folder, deepest);
            for (Path file : walk.everyName()) {
                String name = FolderContents.folded(String.valueOf(file.getFileName()));
                names.computeIfAbsent(name, k -> new ArrayList<>(1)).add(file);
                String stem = FolderContents.stem(name);
                if (!stem.equals(name)) {
                    names.computeIfAbsent(stem, k -> new ArrayList<>(1)).add(file);
                }
            }
            return new NamesBelow(folder, names, walk.otherNames());
        }

        /** The files whose paths end in these names, or in these names and the ending of an image. */
        List<Path> ending(List<String> parts) {
            String name = FolderContents.folded(parts.get(parts.size() - 1));
            List<Path> fitting = names.getOrDefault(name, List.of()).stream()
                    .filter(file -> endsIn(folder.relativize(file), parts))
                    .toList();
            List<Path> whole = fitting.stream()
                    .filter(file -> FolderContents.folded(String.valueOf(file.getFileName()))
                            .equals(name))
                    .toList();
            return (whole.isEmpty() ? fitting : whole)
                    .stream()
                            .map(file -> firstNames.getOrDefault(file, file))
                            .distinct()
                            .toList();
        }

        private static boolean endsIn(Path file, List<String> parts) {
            int above = file.getNameCount() - parts.size();
            if (above < 0) {
                return false;
            }
            for (int i = 0; i < parts.size() - 1; i++) {
                String name = FolderContents.folded(file.getName(above + i).toString());
                if (!name.equals(FolderContents.folded(parts.get(i)))) {
                    return false;
                }
            }
            return true;
        }
    }
}
