package org.subtext.routes.maps;

import java.util.List;
import org.subtext.recognition.RecogniserInterior.Attribution;

/**
 * A way to make maps of importance, with its price.
 *
 * @param attribution how
 * @param label as settings and tables name it
 * @param passes what a map costs in forward passes of scoring: measured for a network of convolutions
 * @param patients whose maps are made, one image each
 * @param compared how many of them are also mapped for networks that learnt nothing
 */
record MapMethod(Attribution attribution, String label, int passes, int patients, int compared) {
    static final MapMethod GRAD_CAM = new MapMethod(Attribution.GRAD_CAM, "Grad-CAM", 4, 200, 100);
    static final MapMethod INTEGRATED_GRADIENTS =
            new MapMethod(Attribution.INTEGRATED_GRADIENTS, "integrated gradients", 175, 80, 30);
    static final MapMethod OCCLUSION = new MapMethod(Attribution.OCCLUSION, "occlusion", 225, 50, 15);
    static final List<MapMethod> ALL = List.of(GRAD_CAM, INTEGRATED_GRADIENTS, OCCLUSION);
}
