/// Tests of the wire module.
@NullMarked
package cn.ruhu.wire;

import org.jspecify.annotations.NullMarked;
