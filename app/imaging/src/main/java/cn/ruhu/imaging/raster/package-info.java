/// Grey pixels and what can be measured on them: lean, print, emptiness, sharpness. Pure functions.
@NullMarked
package cn.ruhu.imaging.raster;

import org.jspecify.annotations.NullMarked;
