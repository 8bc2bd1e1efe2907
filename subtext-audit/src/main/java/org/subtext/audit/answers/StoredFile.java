package org.subtext.audit.answers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.subtext.audit.RunJson;
import org.subtext.problems.InvalidInputException;
import org.subtext.provenance.ContentHash;
import tools.jackson.databind.JsonNode;

/** A file of a run that figures point into; what they say of it is looked up in it. */
final class StoredFile {
    private final Path file;
    private final String sha256;
    private final JsonNode tree;

    private StoredFile(Path file, String sha256, JsonNode tree) {
        this.file = file;
        this.sha256 = sha256;
        this.tree = tree;
    }

    /** @throws InvalidInputException where it is missing or damaged */
    static StoredFile read(Path file) {
        try {
            JsonNode tree = RunJson.read(file, JsonNode.class);
            return new StoredFile(file, ContentHash.ofFile(file).hex(), tree);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static boolean isIn(Path folder, String name) {
        return Files.isRegularFile(folder.resolve(name));
    }

    JsonNode at(String pointer) {
        return tree.at(pointer);
    }

    /**
     * The place of what stands there.
     *
     * @throws InvalidInputException where nothing does
     */
    Place place(String pointer) {
        if (tree.at(pointer).isMissingNode()) {
            throw disagrees(pointer);
        }
        return new Place(String.valueOf(file.getFileName()), sha256, pointer);
    }

    /**
     * The place of a number, which must be the one that is told.
     *
     * @throws InvalidInputException where another one stands there
     */
    Place place(String pointer, double value) {
        JsonNode node = tree.at(pointer);
        JsonNode number = node.isObject() ? node.path("value") : node;
        if (!number.isNumber() || Double.compare(number.asDouble(), value) != 0) {
            throw disagrees(pointer);
        }
        return place(pointer);
    }

    /** That another number stands at a place than what the run found. */
    InvalidInputException disagrees(String pointer) {
        return new InvalidInputException(
                "The files of the run " + file.getParent() + " do not say the same: "
                        + file.getFileName() + " differs at " + pointer
                        + " from what the report was made of. One of them was changed or is of another run; make the run anew.");
    }
}
