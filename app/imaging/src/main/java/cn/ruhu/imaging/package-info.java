/// Pictures as files: what they are, whether they are whole, and small copies of them. Pure
/// functions on bytes; nothing is written to disk, not even a cache.
@NullMarked
package cn.ruhu.imaging;

import org.jspecify.annotations.NullMarked;
