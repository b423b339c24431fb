/// Tests of the sync module.
@NullMarked
package cn.ruhu.sync;

import org.jspecify.annotations.NullMarked;
