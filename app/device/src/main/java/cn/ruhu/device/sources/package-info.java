/// Every kind of scanner this program drives, in one list.
@NullMarked
package cn.ruhu.device.sources;

import org.jspecify.annotations.NullMarked;
