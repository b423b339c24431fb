/// Where scans come from: a folder that a scanner's own program fills, or files dropped on the
/// window. Originals are read and never moved, altered or deleted.
@NullMarked
package cn.ruhu.device.scan;

import org.jspecify.annotations.NullMarked;
