/**
 * The port for training by turns: one network, given out and taken back, that learns from images which lie in several
 * places and never together.
 *
 * <p>Start at {@link org.subtext.recognition.local.LocalTrainer}, which a backend implements. What is made of several
 * networks is not decided here.
 */
@NullMarked
package org.subtext.recognition.local;

import org.jspecify.annotations.NullMarked;
