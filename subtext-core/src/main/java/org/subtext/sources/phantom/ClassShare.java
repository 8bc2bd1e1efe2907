package org.subtext.sources.phantom;

/** A class of the recorded attribute by name, and its share of patients. Shares of a plan add up to one. */
public record ClassShare(String name, double share) {
    public ClassShare {
        if (!name.matches("[\\p{L}\\p{N} _.-]+")) {
            throw new IllegalArgumentException(
                    "a class name may hold letters, digits, blanks, '_', '.' and '-', got \"" + name + "\"");
        }
        if (!(share > 0 && share < 1)) {
            throw new IllegalArgumentException("the share of class " + name + " must lie in (0, 1), got " + share);
        }
    }
}
