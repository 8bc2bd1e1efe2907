package org.subtext.cohort;

/** Where the file of an image was found, measured by the path that the table gives it, or how it is missing. */
enum Whereabouts {
    /** Where its path says, letter by letter; or with the ending that all paths lack. */
    THERE(true),
    /** Where its path says but for letter case, composed letters or escapes. */
    SPELT_OTHERWISE(true),
    /** Where its path says without its first folders, which all paths share and which are not there. */
    WITHOUT_FIRST_FOLDERS(true),
    /** With its whole path below a further folder, and there alone. */
    DEEPER(true),
    /** Nothing of that name is there. */
    NOT_THERE(false),
    /** A file of that name lies in another folder than its path says. */
    OTHER_FOLDER(false),
    /** A file of that name with another ending lies where its path says. */
    OTHER_ENDING(false),
    /** Several files fit, and nothing says which. */
    SEVERAL(false),
    /** The one file that fits belongs to another row. */
    OF_ANOTHER_ROW(false);

    private final boolean found;

    Whereabouts(boolean found) {
        this.found = found;
    }

    boolean isFound() {
        return found;
    }
}
