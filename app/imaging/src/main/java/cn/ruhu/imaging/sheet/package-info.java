/// The sheet of paper in a picture: where its corners are, how it becomes a flat page of its true
/// size, how its paper becomes white, and whether it can be read. Pure functions on pixels.
@NullMarked
package cn.ruhu.imaging.sheet;

import org.jspecify.annotations.NullMarked;
