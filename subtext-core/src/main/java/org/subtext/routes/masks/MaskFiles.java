package org.subtext.routes.masks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.subtext.address.ImageAddress;
import org.subtext.images.ImageFolder;
import org.subtext.provenance.ContentHash;
import org.subtext.provenance.FolderWalk;
import org.subtext.routes.contract.NotRunException;

/**
 * The mask files of a folder and its sub-folders, found by the images' names whatever their endings: the mask of {@code
 * a/b/view1.jpg} is {@code FOLDER/a/b/view1.png}, {@code FOLDER/b/view1.png} or {@code FOLDER/view1.png}, the longest
 * path that exists. Of a frame or slice the mask may have its number, {@code FOLDER/scan#3.png}.
 */
final class MaskFiles {
    private final Path folder;
    /** By path within the folder, without ending, parts separated by a slash. */
    private final Map<String, Path> byName;

    private MaskFiles(Path folder, Map<String, Path> byName) {
        this.folder = folder;
        this.byName = byName;
    }

    static MaskFiles in(String mask, Path folder) throws NotRunException {
        if (!Files.isDirectory(folder)) {
            throw new NotRunException(
                    "The mask \"" + mask + "\" names " + folder.getFileName() + ", which is no folder.",
                    "Name a folder of mask images, white inside, with the file names of the images.");
        }
        Map<String, Path> byName = new TreeMap<>();
        int twice = 0;
        try {
            for (Path file : FolderWalk.below(folder).everyName()) {
                String name = folder.relativize(file).toString().replace('\\', '/');
                int dot = name.lastIndexOf('.');
                if (dot > 0 && ImageFolder.isPicture(file)) {
                    twice += byName.put(name.substring(0, dot), file) == null ? 0 : 1;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (byName.isEmpty()) {
            throw new NotRunException(
                    "The folder of the mask \"" + mask + "\" holds no image.",
                    "Put one PNG, JPEG or TIFF an image into it, white inside.");
        }
        if (twice > 0) {
            throw new NotRunException(
                    "The folder of the mask \"" + mask + "\" holds " + twice
                            + " masks of the same name with different endings.",
                    "Keep one file a mask.");
        }
        return new MaskFiles(folder, byName);
    }

    /**
     * The mask file of each image, null where there is none.
     *
     * @throws NotRunException when two images would share a mask file
     */
    @Nullable Path[] of(String mask, List<ImageAddress> images) throws NotRunException {
        @Nullable Path[] files = new Path[images.size()];
        Map<Path, ImageAddress> imageOf = new HashMap<>();
        Set<Path> shared = new HashSet<>();
        for (int i = 0; i < files.length; i++) {
            Path file = of(images.get(i));
            files[i] = file;
            if (file != null) {
                ImageAddress before = imageOf.putIfAbsent(file, images.get(i));
                if (before != null && !before.equals(images.get(i))) {
                    shared.add(file);
                }
            }
        }
        if (!shared.isEmpty()) {
            throw new NotRunException(
                    shared.size() + " files of the mask \"" + mask
                            + "\" fit several images, because images in different folders have the same name.",
                    "Give the masks the sub-folders of the images.");
        }
        return files;
    }

    private @Nullable Path of(ImageAddress address) {
        String name = String.valueOf(address.file().getFileName());
        int dot = name.lastIndexOf('.');
        String stem = dot > 0 ? name.substring(0, dot) : name;
        Path ofPart = named(address.file(), stem + address.under(null).suffix());
        return ofPart != null ? ofPart : named(address.file(), stem);
    }

    private @Nullable Path named(Path image, String stem) {
        for (int from = 0; from < image.getNameCount(); from++) {
            String inner = from == image.getNameCount() - 1
                    ? ""
                    : image.subpath(from, image.getNameCount() - 1).toString().replace('\\', '/') + "/";
            Path found = byName.get(inner + stem);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    /** Changes when a file is added or removed, or has another content. */
    ContentHash state() {
        StringBuilder state = new StringBuilder();
        try {
            for (Map.Entry<String, Path> entry : byName.entrySet()) {
                String content = ContentHash.ofFile(entry.getValue()).hex();
                state.append(entry.getKey()).append(' ').append(content).append('\n');
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return ContentHash.ofText(state.toString());
    }
}
