package org.subtext.learn.training;

import org.subtext.learn.networks.Network;

/**
 * What holds weights back while they are trained: the gradient of half their squared distance to those of another
 * network, so many times. Source: Li and others (2020), arXiv:1812.06127.
 *
 * @param towards whom; not owned, and may change between steps
 * @param strength not below 0
 */
record Pull(Network towards, double strength) {
    Pull {
        if (!(strength >= 0 && Double.isFinite(strength))) {
            throw new IllegalArgumentException("a pull is not below 0, got " + strength);
        }
    }
}
