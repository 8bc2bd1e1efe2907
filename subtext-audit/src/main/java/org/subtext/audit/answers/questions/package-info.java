/**
 * Questions in plain words, answered from the figures of a run by rules that are data, or not at all. Begin with
 * {@link org.subtext.audit.answers.questions.Questions}.
 */
@NullMarked
package org.subtext.audit.answers.questions;

import org.jspecify.annotations.NullMarked;
