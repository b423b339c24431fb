/// What the server's folders have in common: for the owner only, safe on the disk, gone as a whole.
@NullMarked
package cn.ruhu.server.disk;

import org.jspecify.annotations.NullMarked;
