package org.subtext.audit.plan;

import java.util.Optional;
import org.subtext.provenance.FileName;
import org.subtext.wording.VisibleText;

/** The name of a run, which is that of its folder, on every system that it may be copied to. */
public final class RunName {
    private RunName() {}

    /** What is wrong with a name, in words that follow what it is the name of; empty where it will do. */
    public static Optional<String> problem(String name) {
        if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]*")) {
            return Optional.of("must be letters, digits, '.', '_' and '-', got \"" + VisibleText.line(name) + "\"");
        }
        return FileName.problem(name)
                .map(wrong -> "must do as the name of a folder; \"" + VisibleText.line(name) + "\" " + wrong);
    }
}
