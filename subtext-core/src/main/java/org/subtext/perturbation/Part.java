package org.subtext.perturbation;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** Something that images hold and that can be kept by itself or taken away. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Band.class, name = "band"),
    @JsonSubTypes.Type(value = Tile.class, name = "tile"),
    @JsonSubTypes.Type(value = GreyRange.class, name = "grey_range")
})
public sealed interface Part permits Band, Tile, GreyRange {}
