/// Tests of machines that meet without a server.
@NullMarked
package cn.ruhu.sync.lan;

import org.jspecify.annotations.NullMarked;
