/// From the bytes of a file to pages that know their case: decoding with limits, reading, and
/// straightening. Pure functions; nothing is written to disk.
@NullMarked
package cn.ruhu.imaging.page;

import org.jspecify.annotations.NullMarked;
