@NullMarked
package cn.ruhu.papers;

import org.jspecify.annotations.NullMarked;
