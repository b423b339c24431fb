/// The server's own keys and its certificate, in files only it may read.
@NullMarked
package cn.ruhu.server.keys;

import org.jspecify.annotations.NullMarked;
