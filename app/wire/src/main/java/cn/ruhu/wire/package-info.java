/// What travels between a client and the server: messages, their exact bytes, hashes, signatures
/// and seals. Both ends use these classes; nothing else knows a JSON field name.
@NullMarked
package cn.ruhu.wire;

import org.jspecify.annotations.NullMarked;
