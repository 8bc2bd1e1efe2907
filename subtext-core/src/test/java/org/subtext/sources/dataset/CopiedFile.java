package org.subtext.sources.dataset;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * One of the files that a layout looks for, to be found in a small copy.
 *
 * @param set name of the data set
 * @param file as the layout describes it
 */
record CopiedFile(String set, SourceFile file) {
    static Stream<CopiedFile> all() {
        return Datasets.all().stream()
                .flatMap(layout -> layout.files().stream().map(file -> new CopiedFile(layout.name(), file)));
    }

    String title() {
        return Datasets.named(set).title();
    }

    Path in(DataFolder copy) throws IOException {
        FolderListing listing = FolderListing.of(copy.root());
        return file.stems().stream()
                .flatMap(stem -> listing.tables(stem).stream())
                .findFirst()
                .orElseThrow(() -> new IOException("no " + this + " in the small copy"));
    }

    @Override
    public String toString() {
        return set + " " + file.stems().get(0);
    }
}
