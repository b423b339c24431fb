/// Files by the hash of their content, sent in parts that may be cut.
@NullMarked
package cn.ruhu.server.files;

import org.jspecify.annotations.NullMarked;
