@NullMarked
package cn.ruhu.imaging;

import org.jspecify.annotations.NullMarked;
