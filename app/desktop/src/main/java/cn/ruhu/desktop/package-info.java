@NullMarked
package cn.ruhu.desktop;

import org.jspecify.annotations.NullMarked;
