@NullMarked
package cn.ruhu.sync;

import org.jspecify.annotations.NullMarked;
