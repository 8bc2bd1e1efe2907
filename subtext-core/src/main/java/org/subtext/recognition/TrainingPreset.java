package org.subtext.recognition;

import org.subtext.images.PixelLayout;

/**
 * A named recipe: a plan, the pixels it is meant for, and where it comes from.
 *
 * @param name as plans and the command line write it: {@code study-cxr}
 * @param plan how to train
 * @param pixels the layout the plan was made for
 * @param note one sentence for people who choose: what it is for and where it departs from its source
 */
public record TrainingPreset(String name, TrainingPlan plan, PixelLayout pixels, String note) {}
