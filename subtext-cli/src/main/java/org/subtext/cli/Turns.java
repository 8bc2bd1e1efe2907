package org.subtext.cli;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.subtext.problems.Argument;
import org.subtext.problems.PlanKey;

/** Says which knob an option turns, so that a problem that names the knob is told with the option. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
@interface Turns {
    /** Keys of the plan. */
    PlanKey[] key() default {};

    /** Arguments of use cases. */
    Argument[] argument() default {};
}
