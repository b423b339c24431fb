@NullMarked
package cn.ruhu.server;

import org.jspecify.annotations.NullMarked;
