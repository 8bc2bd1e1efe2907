package org.subtext.perturbation.contract;

import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** Something that images hold and that can be kept by itself or taken away. */
@JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "is")
public sealed interface Part permits Band, Tile, GreyRange {}
