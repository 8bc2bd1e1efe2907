package org.subtext.silo.site;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.subtext.provenance.ContentHash;

/**
 * Where a site's rows are.
 *
 * @param predictions a prediction file of Subtext
 * @param facts a table with a row a patient: columns patient, and group or age or both
 * @param images a table with a row an image: columns image, and view, photometric and bits as the plan asks
 * @param leftOut a table with a row a reason of the plan: columns reason and patients
 */
public record SiteFiles(Path predictions, Optional<Path> facts, Optional<Path> images, Optional<Path> leftOut) {
    /** Predictions alone. */
    public static SiteFiles of(Path predictions) {
        return new SiteFiles(predictions, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** Of their bytes, so that what is answered is what was looked at. */
    ContentHash hash() throws IOException {
        StringBuilder hashes = new StringBuilder(ContentHash.ofFile(predictions).hex());
        if (facts.isPresent()) {
            hashes.append(ContentHash.ofFile(facts.get()).hex());
        }
        if (images.isPresent()) {
            hashes.append("images ").append(ContentHash.ofFile(images.get()).hex());
        }
        if (leftOut.isPresent()) {
            hashes.append("left out ").append(ContentHash.ofFile(leftOut.get()).hex());
        }
        return ContentHash.ofText(hashes.toString());
    }
}
