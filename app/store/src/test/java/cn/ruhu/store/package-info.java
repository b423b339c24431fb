@NullMarked
package cn.ruhu.store;

import org.jspecify.annotations.NullMarked;
