/// Where scans come from: a folder that a scanner's own program fills, files dropped on the window,
/// or a device that is asked for pages ([PageSource]). Originals are read and never moved, altered
/// or deleted.
@NullMarked
package cn.ruhu.device.scan;

import org.jspecify.annotations.NullMarked;
