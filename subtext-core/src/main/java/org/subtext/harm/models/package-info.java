/**
 * Several models, or versions of one, on the same images: by how much each group's rates and gaps differ between them.
 * Start at {@link org.subtext.harm.models.PairAssessor}; what it finds is a family of its own, declared by names alone.
 */
@NullMarked
package org.subtext.harm.models;

import org.jspecify.annotations.NullMarked;
