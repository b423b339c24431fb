/// What every device driver shares.
@NullMarked
package cn.ruhu.device;

import org.jspecify.annotations.NullMarked;
