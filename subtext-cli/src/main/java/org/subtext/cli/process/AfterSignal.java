package org.subtext.cli.process;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** On a command: the sentence that tells how to go on after a signal ended it. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface AfterSignal {
    /** Of a command that finds by itself what it did before. */
    String SAME_AGAIN = "The same command goes on where this one ended.";

    /** The sentence. */
    String value();
}
