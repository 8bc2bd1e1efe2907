package org.subtext.routes.contract;

/**
 * An image of a route's page.
 *
 * @param caption what it shows and how it was made
 * @param png base64 of a PNG file
 * @param showsPatient whether single patients can be seen; such pictures stay out of a report unless the plan asks for
 *     example images
 */
public record Picture(String caption, String png, boolean showsPatient) {}
