package org.subtext.silo.plan;

/**
 * How single sites and small groups are kept from being told.
 *
 * @param masked whether only the sum over sites can be read, never what one of them sent
 */
public record PlanPrivacy(boolean masked) {}
